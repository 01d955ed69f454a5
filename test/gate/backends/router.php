<?php
$routes = [
    ['GET', '#^/v1/charges$#D', 'charges.list'],
    ['POST', '#^/v1/charges$#D', 'charges.create'],
    ['GET', '#^/v1/charges/summary$#D', 'charges.summary'],
    ['GET', '#^/v1/charges/[^/]+$#D', 'charges.read'],
    ['DELETE', '#^/v1/charges/[^/]+$#D', 'charges.end'],
    ['GET', '#^/v1/charges/[^/]+/refunds$#D', 'refunds.list'],
    ['POST', '#^/v1/charges/[^/]+/refunds$#D', 'refunds.create'],
    ['GET', '#^/v1/users/admin$#D', 'users.admin'],
    ['GET', '#^/v1/users/[^/]+$#D', 'users.read'],
    ['GET', '#^/v1/files/.+$#D', 'files.read'],
    ['GET', '#^/v1/health$#D', 'health'],
    ['GET', '#^/v1/echo$#D', 'echo'],
];

// As the frameworks do: without the query, decoded, and with the method that they may be told otherwise.
$target = $_SERVER['REQUEST_URI'];
$path = rawurldecode(explode('?', $target, 2)[0]);
$method = $_SERVER['HTTP_X_HTTP_METHOD_OVERRIDE'] ?? $_GET['_method'] ?? $_SERVER['REQUEST_METHOD'];
$method = strtoupper($method) === 'HEAD' ? 'GET' : strtoupper($method);
$operation = null;
foreach ($routes as [$verb, $pattern, $name]) {
    if ($verb === $method && preg_match($pattern, $path)) {
        $operation = $name;
        break;
    }
}

$headers = [];
foreach (getallheaders() as $name => $value) {
    $headers[] = [$name, $value];
}
$line = json_encode(
    ['operation' => $operation, 'method' => $_SERVER['REQUEST_METHOD'], 'target' => $target, 'headers' => $headers],
    JSON_INVALID_UTF8_SUBSTITUTE,
);
file_put_contents('php://stdout', $line . "\n");
http_response_code($operation ? 200 : 404);
header('Content-Type: application/json');
echo $line;
