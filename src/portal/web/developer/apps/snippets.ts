/** What a program needs to make its first call. */
export interface Caller {
  origin: string;
  key: string;
  secret: string;
  scopes: string[];
}

interface FirstCall {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
}

/** The first call that these scopes open; none when all of them are for an API that runs elsewhere. */
export function firstCallFor(scopes: string[]): FirstCall | undefined {
  const may = (name: string) => scopes.some((held) => name === held || name.startsWith(`${held}.`));
  const body = '{"title":"My first call"}';
  if (may('deliveries.create')) return { method: 'POST', path: '/api/deliveries', body };
  if (may('tasks.create')) return { method: 'POST', path: '/api/tasks', body };
  if (may('deliveries.list')) return { method: 'GET', path: '/api/deliveries' };
  if (may('tasks.list')) return { method: 'GET', path: '/api/tasks' };
  if (may('authorization.whoami')) return { method: 'GET', path: '/authorization/whoami' };
  return undefined;
}

/**
 * The first call in five languages. Each gets a token, prints the answer when it is a refusal, and
 * uses the token; each needs nothing but its language's own library, so that it runs as pasted.
 * Without a call that the app may make, the token's answer is printed. Keys and secrets hold
 * `[A-Za-z0-9_]` alone.
 */
export function programsFor(caller: Caller): Record<string, string> {
  const call = firstCallFor(caller.scopes);
  return {
    curl: curl(caller, call),
    JavaScript: javascript(caller, call),
    Python: python(caller, call),
    PHP: php(caller, call),
    Ruby: ruby(caller, call),
  };
}

function curl({ origin, key, secret }: Caller, call?: FirstCall): string {
  const answer = `ANSWER=$(curl -s -u '${key}:${secret}' \\
  -d grant_type=client_credentials ${origin}/authorization/token)
`;
  if (!call) return `${answer}echo "$ANSWER"\n`;
  const data = call.body ? ` \\\n  -H 'Content-Type: application/json' -d '${call.body}'` : '';
  return `${answer}TOKEN=$(echo "$ANSWER" | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')

if [ -z "$TOKEN" ]; then echo "$ANSWER"; else
curl -i -X ${call.method} ${origin}${call.path} \\
  -H "Authorization: Bearer $TOKEN"${data}
fi
`;
}

function javascript({ origin, key, secret }: Caller, call?: FirstCall): string {
  const headers = call?.body
    ? "{ authorization: `Bearer ${token}`, 'content-type': 'application/json' }"
    : '{ authorization: `Bearer ${token}` }';
  const body = call?.body ? `\n    body: '${call.body}',` : '';
  const use = call
    ? `
  const token = JSON.parse(text).access_token;

  const call = await fetch('${origin}${call.path}', {
    method: '${call.method}',
    headers: ${headers},${body}
  });
  console.log(call.status, await call.text());`
    : '\n  console.log(answer.status, text);';
  return `// Node 18 or newer
async function main() {
  const answer = await fetch('${origin}/authorization/token', {
    method: 'POST',
    headers: { authorization: 'Basic ' + btoa('${key}:${secret}') },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const text = await answer.text();
  if (!answer.ok) return console.log(answer.status, text);${use}
}

main();
`;
}

function python({ origin, key, secret }: Caller, call?: FirstCall): string {
  const data = call?.body ? `b'${call.body}'` : 'None';
  const type = call?.body ? `, "Content-Type": "application/json"` : '';
  const use = call
    ? `    token = json.loads(text)["access_token"]
    print(*send(urllib.request.Request(
        "${origin}${call.path}",
        method="${call.method}",
        data=${data},
        headers={"Authorization": f"Bearer {token}"${type}},
    )))`
    : '    print(status, text)';
  return `import base64, ${call ? 'json, ' : ''}urllib.error, urllib.request

def send(request):
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()

basic = base64.b64encode(b"${key}:${secret}").decode()
status, text = send(urllib.request.Request(
    "${origin}/authorization/token",
    data=b"grant_type=client_credentials",
    headers={"Authorization": f"Basic {basic}"},
))
if status != 200:
    print(status, text)
else:
${use}
`;
}

function php({ origin, key, secret }: Caller, call?: FirstCall): string {
  const headers = call?.body
    ? `"Authorization: Bearer $token\\r\\nContent-Type: application/json"`
    : `"Authorization: Bearer $token"`;
  const use = call
    ? `$token = json_decode($answer)->access_token ?? exit($answer . PHP_EOL);

echo file_get_contents('${origin}${call.path}', false, stream_context_create(['http' => [
    'method' => '${call.method}',
    'header' => ${headers},${call.body ? `\n    'content' => '${call.body}',` : ''}
    'ignore_errors' => true,
]])), PHP_EOL;`
    : 'echo $answer, PHP_EOL;';
  return `<?php

$answer = file_get_contents('${origin}/authorization/token', false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => "Authorization: Basic " . base64_encode('${key}:${secret}')
        . "\\r\\nContent-Type: application/x-www-form-urlencoded",
    'content' => 'grant_type=client_credentials',
    'ignore_errors' => true,
]]));
${use}
`;
}

function ruby({ origin, key, secret }: Caller, call?: FirstCall): string {
  const data = call?.body
    ? `\n  call["Content-Type"] = "application/json"\n  call.body = '${call.body}'`
    : '';
  const use = call
    ? `if answer.is_a?(Net::HTTPOK)
  call = Net::HTTP::${call.method === 'POST' ? 'Post' : 'Get'}.new("${call.path}")
  call["Authorization"] = "Bearer #{JSON.parse(answer.body)["access_token"]}"${data}
  answer = http.request(call)
end
`
    : '';
  return `require "json"
require "net/http"

address = URI("${origin}/authorization/token")
request = Net::HTTP::Post.new(address)
request.basic_auth("${key}", "${secret}")
request.set_form_data("grant_type" => "client_credentials")
http = Net::HTTP.new(address.host, address.port)
http.use_ssl = address.scheme == "https"
answer = http.request(request)
${use}puts answer.code, answer.body
`;
}
