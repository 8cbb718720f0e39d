"""What people send as files: told by what it is, made anew, and shorn of what nobody sees in it."""
