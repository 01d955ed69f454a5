import Fastify from 'fastify';

// The ceiling that Gatehouse is compared with: one Fastify route that does nothing.
const app = Fastify();
app.get('/system/health/ready', async () => ({ status: 'ok' }));
app.get('/', async () => ({ hello: 'world' }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
