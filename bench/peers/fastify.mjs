import Fastify from 'fastify';

// Fastify with routes that do nothing.
const app = Fastify();
const parseAs = { parseAs: 'string' };
app.addContentTypeParser('application/x-www-form-urlencoded', parseAs, (request, body, done) =>
  done(null, Object.fromEntries(new URLSearchParams(body))),
);
app.post('/token', async () => ({ access_token: 'none', token_type: 'Bearer', expires_in: 3600 }));
app.get('/protected', async () => ({ sub: 'bench' }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
