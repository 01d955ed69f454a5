/** @database sqlite */
import { PROXIES } from '../support/proxies.js';
import { freePort } from '../support/testbed.js';
import { Backend } from './backends.js';
import { FixedAnswers, httpAnswer } from './fixed-answers.js';
import { backendOf, inFront } from './fronts.js';
import { rawRequest } from './raw.js';
import { gateStage } from './stage.js';

/** What a program that is not Gatehouse, or is only half there, could answer to the question. */
const OTHERS: [what: string, bytes: string | undefined][] = [
  ['says nothing', undefined],
  ['closes the connection', ''],
  ['answers 200 with a page', httpAnswer('200 OK', { 'Content-Type': 'text/html' }, '<h1>Hi</h1>')],
  ['answers 204', 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'],
  ['redirects', httpAnswer('302 Found', { Location: '/login' })],
  ['answers 500', httpAnswer('500 Error', {})],
  ['answers 200 and refuses', httpAnswer('200 OK', { 'Gatehouse-Decision': 'refuse' })],
  ['answers 200 with an empty decision', httpAnswer('200 OK', { 'Gatehouse-Decision': '' })],
  ['answers 200 and nearly allows', httpAnswer('200 OK', { 'Gatehouse-Decision': 'allowed' })],
  ['allows with 404', httpAnswer('404 Not Found', { 'Gatehouse-Decision': 'allow' })],
  ['breaks off', 'HTTP/1.1 200 OK\r\nGatehouse-Decision: al'],
  ['answers no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
];

const stage = gateStage();
const express = backendOf('express');

describe.each(PROXIES)('Behind %s nothing reaches the API', (name) => {
  const answerTo = async (port: number) => {
    const forged = ['Gatehouse-Decision: allow', 'Gatehouse-Operation: payments.health'];
    const answers = await Promise.all([
      rawRequest(port, 'GET', '/v1/health'),
      rawRequest(port, 'GET', '/v1/charges', [`Authorization: Bearer ${stage.token}`]),
      rawRequest(port, 'POST', '/v1/charges', forged, 'a body'),
    ]);
    return answers.map(({ status }) => status);
  };

  it.each(OTHERS)('when what is asked %s', async (_, bytes) => {
    const other = await FixedAnswers.start(bytes);
    const surroundings = { gatehouse: other.host };
    const work = inFront(
      stage,
      [name, express.current],
      async ({ proxy, backend }) => {
        const statuses = await answerTo(proxy.port);
        expect(statuses.filter((status) => status < 400)).toEqual([]);
        expect(await backend.arrivals()).toEqual([]);
      },
      surroundings,
    );
    await work.finally(() => other.stop());
  });

  it('when nobody listens where Gatehouse should', async () => {
    const gatehouse = `127.0.0.1:${await freePort()}`;
    const work = inFront(
      stage,
      [name, express.current],
      async ({ proxy, backend }) => {
        expect(await answerTo(proxy.port)).toEqual([503, 503, 503]);
        const { text } = await rawRequest(proxy.port, 'GET', '/v1/health');
        expect(JSON.parse(text)).toMatchObject({ status: 503, code: 'not_ready' });
        expect(await backend.arrivals()).toEqual([]);
      },
      { gatehouse },
    );
    await work;
  });

  it('when another API is asked by mistake', async () => {
    const other = await Backend.start('express');
    const work = inFront(
      stage,
      [name, express.current],
      async ({ proxy, backend }) => {
        const statuses = await answerTo(proxy.port);
        expect(statuses.filter((status) => status < 400)).toEqual([]);
        expect(await backend.arrivals()).toEqual([]);
      },
      { gatehouse: `127.0.0.1:${other.port}` },
    );
    await work.finally(() => other.stop());
  });

  it('with a gate key that is wrong', () =>
    inFront(
      stage,
      [name, express.current],
      async ({ proxy, backend }) => {
        const { status, text } = await rawRequest(proxy.port, 'GET', '/v1/health');
        expect([status, JSON.parse(text).code]).toEqual([403, 'gate_unknown']);
        expect(await answerTo(proxy.port)).toEqual([403, 403, 403]);
        expect(await backend.arrivals()).toEqual([]);
      },
      { gateKey: 'gate_gte_nobody' },
    ));
});
