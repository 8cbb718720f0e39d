// Plays an identity provider of a SAML federation with npm `samlp`, on 127.0.0.1. It takes requests only when they are
// signed by the certificate in the file of its first argument; arguments two and three are its own key and certificate.
//
// Says on standard output where it is, as JSON. Whoever signs in posts to the page, beside the request of the bridge,
// what is to be said of them: {"attributes": {name: value}, "level": "…", "ago": seconds, "sign": "assertion", "encrypt": true,
// "signature": "rsa-sha256", "digest": "sha256"}.
import { createServer } from 'node:http';
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import samlp from 'samlp';

const [, , theirs, key, certificate] = process.argv;
const clock = Date.now;
let ago = 0;
const RealDate = Date;
// The assertion has its moments from `new Date()`: a sign-in of a while ago is one of another clock.
globalThis.Date = class extends RealDate {
  constructor(...given) { super(...(given.length ? given : [clock() - ago * 1000])); }
  static now() { return clock() - ago * 1000; }
};

class Attributes {
  constructor(said) { this.said = said; }
  getClaims() { return this.said.attributes; }
  getNameIdentifier() { return { nameIdentifier: `_${this.said.who ?? 'somebody'}` }; }
}
Attributes.prototype.metadata = [];

let issuer;
const options = () => ({
  issuer, key: readFileSync(key), cert: readFileSync(certificate, 'utf8'),
  profileMapper: (said) => new Attributes(said),
  nameIdentifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  includeAttributeNameFormat: true, typedAttributes: false, lifetimeInSeconds: 3600,
  signatureAlgorithm: 'rsa-sha256', digestAlgorithm: 'sha256',
});

const encrypted = () => {
  const certificate = readFileSync(theirs, 'utf8');
  const encryptionPublicKey = createPublicKey(certificate).export({ type: 'spki', format: 'pem' });
  return { encryptionCert: certificate, encryptionPublicKey };
};

async function body(request) {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

function metadata(request, response) {
  const shown = { set: (name, value) => response.setHeader(name, value), send: (text) => response.end(text) };
  const asked = { headers: request.headers, protocol: 'http', originalUrl: request.url };
  samlp.metadata({ ...options(), profileMapper: Attributes, redirectEndpointPath: '/sso', postEndpointPath: '/sso' })(
    asked, shown);
}

async function signIn(request, response, query) {
  const said = JSON.parse((await body(request)).get('said'));
  const signed = { signingCert: readFileSync(theirs, 'utf8'), deflate: true, signature: query.Signature };
  samlp.parseRequest({ method: 'GET', query }, signed, (wrong, asked) => {
    if (wrong) return fail(response, wrong);
    ago = said.ago ?? 0;
    const answer = {
      ...options(), signatureAlgorithm: said.signature ?? 'rsa-sha256', digestAlgorithm: said.digest ?? 'sha256', audience: said.audience ?? asked.issuer, destination: asked.assertionConsumerServiceURL,
      recipient: asked.assertionConsumerServiceURL, inResponseTo: asked.id, authnContextClassRef: said.level,
      ...(said.encrypt ? encrypted() : {}), signAssertion: (said.sign ?? 'assertion') === 'assertion', signResponse: said.sign === 'response',
    };
    return samlp.getSamlResponse(answer, said, (fault, told) => {
      ago = 0;
      if (fault) return fail(response, fault);
      return response.end(JSON.stringify({
        to: asked.assertionConsumerServiceURL, SAMLResponse: Buffer.from(told).toString('base64'),
        RelayState: query.RelayState, forced: asked.forceAuthn,
      }));
    });
  });
}

function fail(response, wrong) {
  response.statusCode = 400;
  response.end(String(wrong));
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, issuer);
  if (pathname === '/metadata') return metadata(request, response);
  return signIn(request, response, Object.fromEntries(searchParams)).catch((wrong) => fail(response, wrong));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
issuer = `http://127.0.0.1:${server.address().port}`;
process.stdout.write(`${JSON.stringify({ issuer })}\n`);
for await (const _ of process.stdin);
process.exit(0);
