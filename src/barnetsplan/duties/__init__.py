"""Those who review what others have read, answer for security, or keep the register; and the emergency (/ansvar/)."""
