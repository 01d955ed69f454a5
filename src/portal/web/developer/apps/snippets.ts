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

/** The first call that these scopes open. */
export function firstCallFor(scopes: string[]): FirstCall {
  const may = (name: string) => scopes.some((held) => name === held || name.startsWith(`${held}.`));
  const body = '{"title":"My first call"}';
  if (may('deliveries.create')) return { method: 'POST', path: '/api/deliveries', body };
  if (may('tasks.create')) return { method: 'POST', path: '/api/tasks', body };
  if (may('deliveries.list')) return { method: 'GET', path: '/api/deliveries' };
  if (may('tasks.list')) return { method: 'GET', path: '/api/tasks' };
  return { method: 'GET', path: '/authorization/whoami' };
}

/**
 * The first call in five languages. Each gets a token and uses it; each needs nothing but its
 * language's own library, so that it runs as pasted. Keys and secrets hold `[A-Za-z0-9_]` alone.
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

function curl({ origin, key, secret }: Caller, { method, path, body }: FirstCall): string {
  const data = body ? ` \\\n  -H 'Content-Type: application/json' -d '${body}'` : '';
  return `TOKEN=$(curl -s \\
  -u '${key}:${secret}' \\
  -d grant_type=client_credentials ${origin}/authorization/token \\
  | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')

curl -i -X ${method} ${origin}${path} \\
  -H "Authorization: Bearer $TOKEN"${data}
`;
}

function javascript({ origin, key, secret }: Caller, { method, path, body }: FirstCall): string {
  const data = body
    ? `\n    headers: { authorization: \`Bearer \${access_token}\`, 'content-type': 'application/json' },\n    body: '${body}',`
    : '\n    headers: { authorization: `Bearer ${access_token}` },';
  return `// Node 18 or newer
async function main() {
  const answer = await fetch('${origin}/authorization/token', {
    method: 'POST',
    headers: { authorization: 'Basic ' + btoa('${key}:${secret}') },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token } = await answer.json();

  const call = await fetch('${origin}${path}', {
    method: '${method}',${data}
  });
  console.log(call.status, await call.text());
}

main();
`;
}

function python({ origin, key, secret }: Caller, { method, path, body }: FirstCall): string {
  const data = body ? `b'${body}'` : 'None';
  const type = body ? `, "Content-Type": "application/json"` : '';
  return `import base64, json, urllib.request

basic = base64.b64encode(b"${key}:${secret}").decode()
with urllib.request.urlopen(urllib.request.Request(
    "${origin}/authorization/token",
    data=b"grant_type=client_credentials",
    headers={"Authorization": f"Basic {basic}"},
)) as answer:
    token = json.load(answer)["access_token"]

with urllib.request.urlopen(urllib.request.Request(
    "${origin}${path}",
    method="${method}",
    data=${data},
    headers={"Authorization": f"Bearer {token}"${type}},
)) as answer:
    print(answer.status, answer.read().decode())
`;
}

function php({ origin, key, secret }: Caller, { method, path, body }: FirstCall): string {
  const headers = body
    ? `"Authorization: Bearer $token\\r\\nContent-Type: application/json"`
    : `"Authorization: Bearer $token"`;
  return `<?php

$answer = file_get_contents('${origin}/authorization/token', false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => "Authorization: Basic " . base64_encode('${key}:${secret}')
        . "\\r\\nContent-Type: application/x-www-form-urlencoded",
    'content' => 'grant_type=client_credentials',
]]));
$token = json_decode($answer)->access_token;

echo file_get_contents('${origin}${path}', false, stream_context_create(['http' => [
    'method' => '${method}',
    'header' => ${headers},${body ? `\n    'content' => '${body}',` : ''}
]])), PHP_EOL;
`;
}

function ruby({ origin, key, secret }: Caller, { method, path, body }: FirstCall): string {
  const kind = method === 'POST' ? 'Post' : 'Get';
  const data = body ? `\ncall["Content-Type"] = "application/json"\ncall.body = '${body}'` : '';
  return `require "json"
require "net/http"

address = URI("${origin}/authorization/token")
request = Net::HTTP::Post.new(address)
request.basic_auth("${key}", "${secret}")
request.set_form_data("grant_type" => "client_credentials")
http = Net::HTTP.new(address.host, address.port)
http.use_ssl = address.scheme == "https"
token = JSON.parse(http.request(request).body)["access_token"]

call = Net::HTTP::${kind}.new("${path}")
call["Authorization"] = "Bearer #{token}"${data}
answer = http.request(call)
puts answer.code, answer.body
`;
}
