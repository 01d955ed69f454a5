/** How a program proves who it is. */
export type Access =
  /** With a token that it gets for client ID and secret; for the resource alone, if one is named. */
  | { by: 'client'; origin: string; key: string; secret: string; resource?: string }
  /** With something that it has already, in a header. */
  | { by: 'header'; name: string; value: string }
  | { by: 'nothing' };

/** The call that a program makes. */
export interface ProgramCall {
  method: string;
  url: string;
  /** Beside those of the credential and of the body. */
  headers?: Record<string, string>;
  body?: { type: string; text: string };
}

/**
 * The same program in six languages. Each gets a token if it has to, prints the answer when that is a
 * refusal, and makes the call; each needs nothing but its language's own library, so that it runs as
 * pasted. Without a call the token's answer is printed. Whatever a call holds is quoted: none of it is
 * ever a part of the program.
 */
export function programsFor(access: Access, call?: ProgramCall): Record<string, string> {
  return {
    curl: curl(access, call),
    JavaScript: javascript(access, call),
    Python: python(access, call),
    PHP: php(access, call),
    Ruby: ruby(access, call),
    Go: go(access, call),
  };
}

const inShell = (text: string) =>
  /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
/** JavaScript, PHP and Ruby: a backslash and the quote itself are all that counts. */
const single = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const inScript = (text: string) =>
  text.includes('\n') ? `\`${text.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\`` : single(text);
const inPython = (text: string) => {
  const mark = text.includes('\n') ? '"""' : '"';
  return mark + text.replace(/[\\"]/g, '\\$&') + mark;
};

/** Names and values of the headers. @param bearer what the language has for the token that it got */
function headersOf(
  access: Access,
  { headers = {}, body }: ProgramCall,
  quote: (text: string) => string,
  bearer: string,
): [name: string, value: string][] {
  const own = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    quote(value),
  ]);
  if (access.by === 'client') own.unshift(['Authorization', bearer]);
  if (access.by === 'header') own.unshift([access.name, quote(access.value)]);
  return body ? [...own, ['Content-Type', quote(body.type)]] : own;
}

function curl(access: Access, call?: ProgramCall): string {
  const same = (text: string) => text;
  const headers = call ? headersOf(access, call, same, '') : [];
  const lines = call && [
    `curl ${call.method === 'HEAD' ? '-I' : `-i -X ${call.method}`} ${inShell(call.url)}`,
    ...headers.map(([name, value]) =>
      value ? `-H ${inShell(`${name}: ${value}`)}` : `-H "${name}: Bearer $TOKEN"`,
    ),
    ...(call.body ? [`--data-raw ${inShell(call.body.text)}`] : []),
  ];
  const use = lines?.join(' \\\n  ');
  if (access.by !== 'client') return `${use}\n`;
  const { origin, key, secret, resource } = access;
  const meant = resource ? ` \\\n  --data-urlencode ${inShell(`resource=${resource}`)}` : '';
  const answer = `ANSWER=$(curl -s -u '${key}:${secret}' \\
  -d grant_type=client_credentials${meant} \\
  ${origin}/authorization/token)
`;
  if (!use) return `${answer}echo "$ANSWER"\n`;
  return `${answer}TOKEN=$(echo "$ANSWER" | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')

if [ -z "$TOKEN" ]; then echo "$ANSWER"; else
${use}
fi
`;
}

function javascript(access: Access, call?: ProgramCall): string {
  const headers = call ? headersOf(access, call, inScript, '`Bearer ${token}`') : [];
  const use = call
    ? `
  const call = await fetch(${inScript(call.url)}, {
    method: '${call.method}',
    headers: {${headers.map(([name, value]) => `\n      '${name}': ${value},`).join('')}
    },${call.body ? `\n    body: ${inScript(call.body.text)},` : ''}
  });
  console.log(call.status, await call.text());`
    : '\n  console.log(answer.status, text);';
  return `// Node 18 or newer
async function main() {${access.by === 'client' ? tokenInScript(access, !!call) : ''}${use}
}

main();
`;
}

function tokenInScript(access: Access & { by: 'client' }, isUsed: boolean): string {
  const { origin, key, secret, resource } = access;
  const meant = resource ? `\n      resource: ${inScript(resource)},` : '';
  const token = isUsed ? '\n  const token = JSON.parse(text).access_token;\n' : '';
  return `
  const answer = await fetch('${origin}/authorization/token', {
    method: 'POST',
    headers: { authorization: 'Basic ' + btoa('${key}:${secret}') },
    body: new URLSearchParams({
      grant_type: 'client_credentials',${meant}
    }),
  });
  const text = await answer.text();
  if (!answer.ok) return console.log(answer.status, text);${token}`;
}

function python(access: Access, call?: ProgramCall): string {
  const isClient = access.by === 'client';
  const headers = call ? headersOf(access, call, inPython, 'f"Bearer {token}"') : [];
  const pad = isClient ? '    ' : '';
  const use = call
    ? [
        ...(isClient ? ['token = json.loads(text)["access_token"]'] : []),
        'print(*send(urllib.request.Request(',
        `    ${inPython(call.url)},`,
        `    method="${call.method}",`,
        ...(call.body ? [`    data=${inPython(call.body.text)}.encode(),`] : []),
        '    headers={',
        ...headers.map(([name, value]) => `        "${name}": ${value},`),
        '    },',
        ')))',
      ]
        .map((line) => pad + line)
        .join('\n')
    : '    print(status, text)';
  const modules = [...(isClient ? ['base64', ...(call ? ['json'] : []), 'urllib.parse'] : []), 'urllib.error', 'urllib.request']; // prettier-ignore
  return `import ${modules.join(', ')}

def send(request):
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()

${isClient ? tokenInPython(access) : ''}${use}
`;
}

function tokenInPython({ origin, key, secret, resource }: Access & { by: 'client' }): string {
  const meant = resource ? `\n        "resource": ${inPython(resource)},` : '';
  return `basic = base64.b64encode(b"${key}:${secret}").decode()
status, text = send(urllib.request.Request(
    "${origin}/authorization/token",
    data=urllib.parse.urlencode({
        "grant_type": "client_credentials",${meant}
    }).encode(),
    headers={"Authorization": f"Basic {basic}"},
))
if status != 200:
    print(status, text)
else:
`;
}

function php(access: Access, call?: ProgramCall): string {
  const headers = call ? headersOf(access, call, (text) => text, '') : [];
  const use = call
    ? `echo file_get_contents(${single(call.url)}, false, stream_context_create(['http' => [
    'method' => '${call.method}',
    'header' => [${headers.map(([name, value]) => `\n        ${value ? single(`${name}: ${value}`) : `"${name}: Bearer $token"`},`).join('')}
    ],${call.body ? `\n    'content' => ${single(call.body.text)},` : ''}
    'ignore_errors' => true,
]])), PHP_EOL;`
    : 'echo $answer, PHP_EOL;';
  return `<?php

${access.by === 'client' ? tokenInPhp(access, !!call) : ''}${use}
`;
}

function tokenInPhp(access: Access & { by: 'client' }, isUsed: boolean): string {
  const { origin, key, secret, resource } = access;
  const meant = resource ? `\n        'resource' => ${single(resource)},` : '';
  const token = isUsed
    ? '$token = json_decode($answer)->access_token ?? exit($answer . PHP_EOL);\n\n'
    : '';
  return `$answer = file_get_contents('${origin}/authorization/token', false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Authorization: Basic ' . base64_encode('${key}:${secret}'),
        'Content-Type: application/x-www-form-urlencoded',
    ],
    'content' => http_build_query([
        'grant_type' => 'client_credentials',${meant}
    ]),
    'ignore_errors' => true,
]]));
${token}`;
}

function ruby(access: Access, call?: ProgramCall): string {
  const isClient = access.by === 'client';
  const token = '"Bearer #{JSON.parse(answer.body)["access_token"]}"';
  const headers = call ? headersOf(access, call, single, token) : [];
  const pad = isClient ? '  ' : '';
  const kind = call && call.method[0] + call.method.slice(1).toLowerCase();
  const use = call
    ? [
        `call = Net::HTTP::${kind}.new(URI(${single(call.url)}))`,
        ...headers.map(([name, value]) => `call["${name}"] = ${value}`),
        ...(call.body ? [`call.body = ${single(call.body.text)}`] : []),
        'answer = send_to(call.uri, call)',
      ]
        .map((line) => `${pad}${line}\n`)
        .join('')
    : '';
  return `require "json"
require "net/http"

def send_to(address, request)
  http = Net::HTTP.new(address.host, address.port)
  http.use_ssl = address.scheme == "https"
  http.request(request)
end

${isClient ? tokenInRuby(access) : ''}${isClient && call ? `if answer.is_a?(Net::HTTPOK)\n${use}end\n` : use}puts answer.code, answer.body
`;
}

function tokenInRuby({ origin, key, secret, resource }: Access & { by: 'client' }): string {
  const meant = resource ? `,\n  "resource" => ${single(resource)}` : '';
  return `request = Net::HTTP::Post.new(URI("${origin}/authorization/token"))
request.basic_auth("${key}", "${secret}")
request.set_form_data(
  "grant_type" => "client_credentials"${meant}
)
answer = send_to(request.uri, request)
`;
}

/** A string of Go; of several lines as it is, where no back quote ends it early. */
const inGo = (text: string) =>
  text.includes('\n') && !/[`\r]/.test(text) ? `\`${text}\`` : JSON.stringify(text);

function go(access: Access, call?: ProgramCall): string {
  const isClient = access.by === 'client';
  const headers = call ? headersOf(access, call, inGo, '"Bearer " + token.Value') : [];
  const modules = [
    ...(isClient && call ? ['encoding/json'] : []),
    'fmt',
    'io',
    'net/http',
    ...(isClient ? ['net/url'] : []),
    ...(isClient || call?.body ? ['strings'] : []),
  ];
  const body = call?.body ? `strings.NewReader(${inGo(call.body.text)})` : 'nil';
  const use = call && [
    ...(isClient ? ['var token struct {', '\tValue string `json:"access_token"`', '}', 'json.Unmarshal([]byte(text), &token)'] : []), // prettier-ignore
    `call, _ := http.NewRequest(${inGo(call.method)}, ${inGo(call.url)}, ${body})`,
    ...headers.map(([name, value]) => `call.Header.Set("${name}", ${value})`),
    'fmt.Println(send(call))',
  ];
  return `package main

import (
${modules.map((name) => `\t"${name}"`).join('\n')}
)

func send(request *http.Request) (int, string) {
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text)
}

func main() {
${isClient ? tokenInGo(access, !!call) : ''}${(use ?? []).map((line) => `\t${line}\n`).join('')}}
`;
}

function tokenInGo(access: Access & { by: 'client' }, isUsed: boolean): string {
  const { origin, key, secret, resource } = access;
  const meant = resource ? `\n\t\t"resource":   {${inGo(resource)}},` : '';
  const after = isUsed
    ? '\tstatus, text := send(request)\n\tif status != 200 {\n\t\tfmt.Println(status, text)\n\t\treturn\n\t}\n'
    : '\tfmt.Println(send(request))\n';
  return `	form := url.Values{
		"grant_type": {"client_credentials"},${meant}
	}
	request, _ := http.NewRequest("POST", "${origin}/authorization/token", strings.NewReader(form.Encode()))
	request.SetBasicAuth("${key}", "${secret}")
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
${after}`;
}
