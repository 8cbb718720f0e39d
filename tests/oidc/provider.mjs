// Plays identity providers with npm `oidc-provider` (certified), one for each name given on the command line, each an
// issuer of its own on 127.0.0.1. Whoever signs in writes on a page what the provider is to say of them.
//
// Says on standard output, one JSON object a line: first {name: issuer, …}, then an answer to each line of input:
//   {"do": "rotate", "of": name}   other keys from now on, as after a planned change of keys
//   {"do": "ahead", "seconds": n}  the clock of all of them goes so much ahead
import { createServer } from 'node:http';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { createInterface } from 'node:readline';

// The word about which Node is meant goes to the log of nobody.
console.warn = console.info = console.error = () => {};
const { Provider, interactionPolicy } = await import('oidc-provider');

let ahead = 0;
const clock = Date.now;
Date.now = () => clock() + ahead * 1000;

const CLAIMS = [
  'https://id.oidc.se/claim/personalIdentityNumber', 'https://id.oidc.se/claim/coordinationNumber',
  'https://id.swedenconnect.se/claim/mappedPersonalIdentityNumber',
  'https://id.swedenconnect.se/claim/mappedCoordinationNumber', 'https://id.swedenconnect.se/claim/identityBinding',
  'https://id.oidc.se/claim/orgAffiliation', 'employeeHsaId', 'healthCareUnitHsaId', 'commissionHsaId',
  'commissionPurpose', 'healthCareProviderHsaId', 'eduPersonPrincipalName', 'sisSchoolUnitCode', 'txn',
];
const SCOPES = {
  openid: ['sub'], profile: ['name'], commission: ['commissionHsaId'],
  'https://id.oidc.se/scope/naturalPersonNumber': CLAIMS.slice(0, 1),
  'https://id.oidc.se/scope/naturalPersonOrgId': CLAIMS.slice(5, 6),
};
const ACRS = [
  'http://id.elegnamnden.se/loa/1.0/loa2', 'http://id.elegnamnden.se/loa/1.0/loa3',
  'http://id.elegnamnden.se/loa/1.0/loa4', 'http://id.sambi.se/loa/loa3',
];
const said = new Map();

const newKey = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  return { ...jwk, use: 'sig', alg: 'ES256', kid: createHash('sha256').update(jwk.x).digest('hex').slice(0, 12) };
};

// `careless` does not look whether the level is one that was asked for, and its tokens live for an hour.
const policy = (name) => {
  const base = interactionPolicy.base();
  if (name.startsWith('careless')) base.get('login').checks.clear(), base.get('login').checks.push(
    ...interactionPolicy.base().get('login').checks.filter((check) => !check.reason.startsWith('essential_acr')));
  return base;
};

// What a provider keeps, so that it is still there after a change of keys.
const kept = new Map();
class Memory {
  constructor(model) { this.model = model; }
  key(id) { return `${this.model}:${id}`; }
  upsert(id, payload) { kept.set(this.key(id), payload); }
  find(id) { return kept.get(this.key(id)); }
  findByUid(uid) { return [...kept.values()].find((each) => each.uid === uid); }
  consume(id) { kept.get(this.key(id)).consumed = Math.floor(Date.now() / 1000); }
  destroy(id) { kept.delete(this.key(id)); }
  revokeByGrantId(grant) { for (const [key, each] of kept) if (each.grantId === grant) kept.delete(key); }
}

const configuration = (name) => ({
  adapter: Memory,
  jwks: { keys: [newKey()] },
  cookies: { keys: ['only for tests'] },
  claims: { ...SCOPES, acr: null, auth_time: null, ...Object.fromEntries(CLAIMS.map((claim) => [claim, null])) },
  acrValues: ACRS,
  ttl: { IdToken: name.startsWith('careless') ? 3600 : 300, AccessToken: 300, Interaction: 600, Session: 3600, Grant: 600 },
  features: {
    devInteractions: { enabled: false },
    registration: { enabled: true, initialAccessToken: false },
    claimsParameter: { enabled: true },
    requestObjects: { enabled: true },
    jwtUserinfo: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  pkce: { required: () => true },
  extraParams: ['https://id.oidc.se/param/userMessage'],
  discovery: { 'https://id.oidc.se/disco/userMessageSupported': true },
  interactions: { policy: policy(name), url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...said.get(sub) }) }),
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope([...oidc.requestParamScopes].join(' '));
    grant.addOIDCClaims(['acr', 'auth_time', ...CLAIMS]);
    await grant.save();
    return grant;
  },
});

const page = (uid, acrs, message) => `<!doctype html><html lang="sv"><meta charset="utf-8"><title>E-legitimation</title>
<main><h1>En främmande e-legitimation</h1><p id="message">${message}</p>
<form method="post" action="/interaction/${uid}">
<p><label>Vad sägs om dig? <textarea name="claims" rows="6" cols="60">{}</textarea></label></p>
<p><label>Nivå <input name="acr" value="${acrs[0] ?? ACRS[1]}" size="60"></label></p>
<p><button name="do" value="login">Legitimera</button> <button name="do" value="cancel">Avbryt</button></p>
</form></main></html>`;

// Inside a signed request a parameter is an object, outside it is text
// (this library makes "[object Object]" of one that it does not know).
const read = (given) => (typeof given === 'string' && given.startsWith('{') ? JSON.parse(given) : given);
const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

async function body(request) {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

async function interaction(provider, request, response) {
  const { uid, params } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    const asked = read(params.claims)?.id_token?.acr?.values ?? [];
    const told = read(params['https://id.oidc.se/param/userMessage'])?.message?.sv ?? '';
    const message = Buffer.from(told, 'base64').toString();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(page(uid, asked, escaped(message)));
  }
  const form = await body(request);
  if (form.get('do') === 'cancel') {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  const claims = JSON.parse(form.get('claims'));
  const sub = createHash('sha256').update(JSON.stringify(claims)).digest('base64url');
  said.set(sub, claims);
  const ts = Math.floor(Date.now() / 1000) - Number(form.get('ago') ?? 0);
  return provider.interactionFinished(request, response, {
    login: { accountId: sub, acr: form.get('acr'), remember: false, ts },
  });
}

const servers = {};

async function play(name) {
  const server = createServer((request, response) => {
    const { provider } = servers[name];
    const work = request.url.startsWith('/interaction/')
      ? interaction(provider, request, response)
      : provider.callback()(request, response);
    Promise.resolve(work).catch((error) => {
      response.statusCode = 500;
      response.end(String(error?.error ?? error));
    });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  servers[name] = { issuer, provider: new Provider(issuer, configuration(name)) };
}

const tell = (object) => process.stdout.write(`${JSON.stringify(object)}\n`);
const names = process.argv.slice(2);
await Promise.all(names.map(play));
tell(Object.fromEntries(names.map((name) => [name, servers[name].issuer])));
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const server = servers[asked.of];
  if (asked.do === 'rotate') server.provider = new Provider(server.issuer, configuration(asked.of));
  if (asked.do === 'ahead') ahead = asked.seconds;
  tell({ done: asked.do });
}
process.exit(0);
