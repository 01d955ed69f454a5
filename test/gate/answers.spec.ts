/** @database sqlite */
import { PROXIES, type ProxyName } from '../support/proxies.js';
import { headersOf } from './backends.js';
import { FixedAnswers, httpAnswer } from './fixed-answers.js';
import { backendOf, inFront } from './fronts.js';
import { type RawAnswer, rawRequest } from './raw.js';
import { gateStage } from './stage.js';

const valuesOf = ({ headers }: RawAnswer, name: string) =>
  headers.filter(([each]) => each === name).map(([, value]) => value);

/** What a gate would send for these: the statuses that no request can bring about at will. */
function refusalOf(name: ProxyName, status: number, code: string): string {
  const body = JSON.stringify({ type: 'about:blank', title: 'No', status, code, detail: 'Wait.' });
  const common = { 'Gatehouse-Decision': 'refuse', 'Gatehouse-Code': code, 'Retry-After': '7' };
  if (name !== 'nginx')
    return httpAnswer(
      `${status} No`,
      { ...common, 'Content-Type': 'application/problem+json' },
      body,
    );
  const own = { 'Gatehouse-Status': String(status), 'Gatehouse-Problem': body };
  return httpAnswer('403 Forbidden', { ...common, ...own });
}

const stage = gateStage();
const express = backendOf('express');

describe.each(PROXIES)('Behind %s', (name) => {
  it('each refusal arrives with its status, at most one challenge and the problem', () =>
    inFront(stage, [name, express.current], async ({ proxy, backend }) => {
      const bearer = (token: string) => [`Authorization: Bearer ${token}`];
      const all = bearer(stage.token);
      const cases: [status: number, code: string, challenges: number, RawAnswer][] = [
        [400, 'ambiguous_request', 0, await rawRequest(proxy.port, 'GET', '/v1/charges;x', all)],
        [401, 'invalid_token', 1, await rawRequest(proxy.port, 'GET', '/v1/charges', bearer('no'))],
        [
          403,
          'insufficient_scope',
          1,
          await rawRequest(proxy.port, 'GET', '/v1/charges', bearer(stage.weakToken)),
        ],
        [404, 'unknown_operation', 0, await rawRequest(proxy.port, 'GET', '/v1/nothing', all)],
        [405, 'method_not_allowed', 0, await rawRequest(proxy.port, 'PATCH', '/v1/charges', all)],
      ];
      for (const [status, code, challenges, answer] of cases) {
        expect(answer.status).toBe(status);
        expect(valuesOf(answer, 'www-authenticate')).toHaveLength(challenges);
        expect(valuesOf(answer, 'content-type').join()).toMatch(/^application\/problem\+json/);
        expect(valuesOf(answer, 'gatehouse-code')).toEqual([code]);
        expect(valuesOf(answer, 'gatehouse-request-id')).toHaveLength(1);
        expect(JSON.parse(answer.text)).toMatchObject({ status, code });
        if (status === 405) expect(valuesOf(answer, 'allow').join()).toContain('POST');
      }
      const anonymous = await rawRequest(proxy.port, 'GET', '/v1/charges');
      expect(anonymous.status).toBe(401);
      expect(valuesOf(anonymous, 'www-authenticate')).toHaveLength(1);
      const head = await rawRequest(proxy.port, 'HEAD', '/v1/charges');
      expect([head.status, head.text]).toEqual([401, '']);
      expect(await backend.arrivals()).toEqual([]);
    }));

  it.each([
    [429, 'too_many_requests'],
    [503, 'not_ready'],
  ])('%i arrives with how long to wait', async (status, code) => {
    const gate = await FixedAnswers.start(refusalOf(name, status, code));
    const work = async (port: number) => {
      const answer = await rawRequest(port, 'GET', '/v1/health');
      expect(answer.status).toBe(status);
      expect(valuesOf(answer, 'retry-after')).toEqual(['7']);
      expect(valuesOf(answer, 'www-authenticate')).toEqual([]);
      expect(JSON.parse(answer.text)).toMatchObject({ status, code });
    };
    await inFront(stage, [name, express.current], ({ proxy }) => work(proxy.port), {
      gatehouse: gate.host,
    });
    gate.stop();
  });

  it('what the API answers arrives as it is, its own refusals too, and it gets the body', () =>
    inFront(stage, [name, express.current], async ({ proxy, backend }) => {
      const token = `Authorization: Bearer ${stage.token}`;
      const key = ['X-Api-Key: k', 'Gatehouse-Gate: g', 'DPoP: d'];
      const more = ['Content-Type: text/plain', 'Cookie: own=1', token, ...key.slice(1)];
      const answer = await rawRequest(proxy.port, 'POST', '/v1/charges?a=%2F..', more, 'a body');
      expect(answer.status).toBe(200);
      const [arrival] = await backend.arrivals();
      expect(arrival).toMatchObject({
        method: 'POST',
        target: '/v1/charges?a=%2F..',
        body: 'a body',
      });
      const names = arrival?.headers.map(([each]) => each.toLowerCase());
      expect(names).toContain('cookie');
      for (const gone of ['authorization', 'x-api-key', 'gatehouse-gate', 'dpop'])
        expect(names).not.toContain(gone);
      const refused = await rawRequest(proxy.port, 'GET', '/v1/health?status=401');
      expect([refused.status, valuesOf(refused, 'www-authenticate')]).toEqual([401, ['Own']]);
      expect(refused.text).toContain('health');
    }));

  it('an API key passes as it is, and two credentials are refused', () =>
    inFront(stage, [name, express.current], async ({ proxy, backend }) => {
      const token = `Authorization: Bearer ${stage.token}`;
      const key = `X-Api-Key: ${stage.apiKey}`;
      for (const lines of [[key], [`Authorization: Bearer ${stage.apiKey}`]])
        expect((await rawRequest(proxy.port, 'GET', '/v1/charges', lines)).status).toBe(200);
      const arrivals = await backend.arrivals();
      expect(arrivals).toHaveLength(2);
      expect(JSON.stringify(arrivals)).not.toContain(stage.apiKey);

      const other = 'X-Api-Key: gate_key_another';
      for (const lines of [
        [token, key],
        [token, token],
        [key, other],
        [token, 'x-api-key: '],
      ]) {
        const { status, text } = await rawRequest(proxy.port, 'GET', '/v1/charges', lines);
        expect([status, JSON.parse(text).code]).toEqual([400, 'ambiguous_request']);
      }
      expect(await backend.arrivals()).toEqual([]);
    }));

  it('a long body in pieces reaches the API whole, or is asked for with its length', () =>
    inFront(stage, [name, express.current], async ({ proxy, backend }) => {
      const piece = 'abcdefgh'.repeat(4_096);
      const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
      const token = `Authorization: Bearer ${stage.token}`;
      const lines = [token, 'Transfer-Encoding: chunked'];
      const send = () =>
        rawRequest(proxy.port, 'POST', '/v1/charges', lines, `${chunk.repeat(8)}0\r\n\r\n`);
      const { status, text } = await send();
      if (name === 'haproxy') expect([status, JSON.parse(text).status]).toEqual([411, 411]);
      else expect((await backend.arrivals())[0]?.body).toBe(piece.repeat(8));
      await rawRequest(proxy.port, 'POST', '/v1/charges', [token], piece.repeat(8));
      expect((await backend.arrivals())[0]?.body).toBe(piece.repeat(8));
    }));

  it('Connection cannot take our headers away', () =>
    inFront(stage, [name, express.current], async ({ proxy, backend }) => {
      const token = `Authorization: Bearer ${stage.token}`;
      const lines = [token, 'Connection: close, Gatehouse-App'];
      const { status, text } = await rawRequest(proxy.port, 'GET', '/v1/charges', lines);
      if (status !== 200) expect(JSON.parse(text)).toMatchObject({ status: 400 });
      for (const arrival of await backend.arrivals())
        expect(headersOf(arrival, 'Gatehouse-App')).toEqual([stage.app.appKey]);
    }));
});
