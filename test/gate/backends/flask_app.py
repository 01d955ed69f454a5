import json
import sys

from flask import Flask, Response, request

app = Flask(__name__)
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def answer(operation):
    line = json.dumps(
        {
            "operation": operation,
            "method": request.method,
            "target": request.full_path,
            "headers": list(request.headers),
        }
    )
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return Response(line, 200 if operation else 404, mimetype="application/json")


def route(method, path, operation):
    app.add_url_rule(path, operation, lambda **_: answer(operation), methods=[method])


route("GET", "/v1/charges", "charges.list")
route("POST", "/v1/charges", "charges.create")
route("GET", "/v1/charges/summary", "charges.summary")
route("GET", "/v1/charges/<id>", "charges.read")
route("DELETE", "/v1/charges/<id>", "charges.end")
route("GET", "/v1/charges/<id>/refunds", "refunds.list")
route("POST", "/v1/charges/<id>/refunds", "refunds.create")
route("GET", "/v1/users/admin", "users.admin")
route("GET", "/v1/users/<id>", "users.read")
route("GET", "/v1/files/<path:path>", "files.read")
route("GET", "/v1/health", "health")
route("GET", "/v1/echo", "echo")


@app.errorhandler(404)
@app.errorhandler(405)
def unknown(_):
    return answer(None)
