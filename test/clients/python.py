"""The flows of Python's libraries, as test/clients/program.ts describes it."""

import json
import os
import sys
from types import SimpleNamespace

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

library = sys.argv[1]
given = SimpleNamespace(**json.loads(sys.argv[2]))
TOKEN = given.server + "/authorization/token"
AUTHORIZE = given.server + "/authorization/authorize"
REVOKE = given.server + "/authorization/revoke"
INTROSPECT = given.server + "/authorization/introspect"
DEVICE = given.server + "/authorization/device"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
EXCHANGE_GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
SCOPE = "deliveries"


def say(word, value):
    print(word + " " + value, flush=True)


def ask(word, value):
    say(word, value)
    return sys.stdin.readline().strip()


def done(token, **more):
    say("DONE", json.dumps({"token": token["access_token"], **more}))


def device_code(session):
    """No library has a call for this request, so it is a plain one."""
    asked = {"client_id": given.key, "scope": SCOPE}
    answer = session.request("POST", DEVICE, data=asked, withhold_token=True).json()
    ask("ENTER", answer["user_code"])
    return answer["device_code"]


def requests_oauthlib():
    from oauthlib.oauth2 import BackendApplicationClient, DeviceClient, LegacyApplicationClient
    from oauthlib.oauth2 import WebApplicationClient
    from requests_oauthlib import OAuth2Session

    def own():
        session = OAuth2Session(client=BackendApplicationClient(given.key, scope=SCOPE))
        return session, session.fetch_token(TOKEN, client_secret=given.secret)

    def code():
        client = WebApplicationClient(given.key)
        verifier = client.create_code_verifier(64)
        challenge = client.create_code_challenge(verifier, "S256")
        session = OAuth2Session(client=client, redirect_uri=given.callback, scope=SCOPE)
        url, _ = session.authorization_url(
            AUTHORIZE, code_challenge=challenge, code_challenge_method="S256"
        )
        token = session.fetch_token(
            TOKEN,
            authorization_response=ask("GO", url),
            code_verifier=verifier,
            client_secret=given.secret or None,
            include_client_id=True,
        )
        return session, token

    def password():
        session = OAuth2Session(client=LegacyApplicationClient(given.key, scope=SCOPE))
        token = session.fetch_token(
            TOKEN, username=given.username, password=given.password, client_secret=given.secret
        )
        done(token)

    def refresh():
        session, first = code()
        done(session.refresh_token(TOKEN, auth=(given.key, given.secret)), before=first["access_token"])

    def device():
        session = OAuth2Session(client=DeviceClient(given.key))
        token = session.fetch_token(
            TOKEN, device_code=device_code(session), include_client_id=True
        )
        done(token)

    def revocation():
        session, token = own()
        url, headers, body = session._client.prepare_token_revocation_request(
            REVOKE, token["access_token"]
        )
        auth = (given.key, given.secret)
        session.post(url, data=body, headers=headers, auth=auth, withhold_token=True)
        done(token)

    return {
        "client_credentials": lambda: done(own()[1]),
        "authorization_code": lambda: done(code()[1]),
        "password": password,
        "refresh_token": refresh,
        "device_code": device,
        "revocation": revocation,
    }


def authlib():
    from authlib.integrations.requests_client import OAuth2Session
    from authlib.jose import jwt
    from authlib.oauth2.rfc7523 import PrivateKeyJWT
    from authlib.oauth2.rfc8414 import AuthorizationServerMetadata, get_well_known_url
    from authlib.oidc.core import CodeIDToken, UserInfo

    def client(**more):
        return OAuth2Session(
            given.key,
            given.secret or None,
            scope=more.pop("scope", SCOPE),
            redirect_uri=given.callback,
            code_challenge_method="S256",
            **more
        )

    def own():
        session = client()
        return session, session.fetch_token(TOKEN, grant_type="client_credentials")

    def code(**more):
        session = client(**more)
        verifier = "a-verifier-of-forty-three-characters-or-more-0123456789"
        url, state = session.create_authorization_url(
            AUTHORIZE, code_verifier=verifier, nonce="its nonce"
        )
        token = session.fetch_token(
            TOKEN, authorization_response=ask("GO", url), state=state, code_verifier=verifier
        )
        return session, token

    def read(session, url):
        return session.get(url, withhold_token=True).json()

    def discovery():
        session = client()
        found = read(session, get_well_known_url(given.server, external=True))
        metadata = AuthorizationServerMetadata(found)
        metadata.validate()
        token = session.fetch_token(metadata["token_endpoint"], grant_type="client_credentials")
        done(token, seen=metadata["issuer"])

    def openid():
        session, token = code(scope="openid profile email")
        claims = jwt.decode(
            token["id_token"],
            read(session, given.server + "/.well-known/jwks.json"),
            claims_cls=CodeIDToken,
            claims_options={"iss": {"value": given.server}, "aud": {"value": given.key}},
            claims_params={"nonce": "its nonce", "client_id": given.key, **token},
        )
        claims.validate()
        info = UserInfo(session.get(given.server + "/authorization/userinfo").json())
        done(token, seen={"sub": claims["sub"], "email": info.email})

    def refresh():
        session, first = code()
        done(session.refresh_token(TOKEN), before=first["access_token"])

    def device():
        session = client()
        done(session.fetch_token(TOKEN, grant_type=DEVICE_GRANT, device_code=device_code(session)))

    def exchange():
        session, first = code()
        token = session.fetch_token(
            TOKEN,
            grant_type=EXCHANGE_GRANT,
            subject_token=first["access_token"],
            subject_token_type="urn:ietf:params:oauth:token-type:access_token",
        )
        done(token, before=first["access_token"])

    def introspection():
        session, token = own()
        done(token, seen=session.introspect_token(INTROSPECT, token["access_token"]).json())

    def revocation():
        session, token = own()
        session.revoke_token(REVOKE, token["access_token"])
        done(token)

    def private_key_jwt():
        session = OAuth2Session(
            given.key, given.privateKey, "private_key_jwt", scope=SCOPE
        )
        session.register_client_auth_method(PrivateKeyJWT(TOKEN, alg="ES256"))
        done(session.fetch_token(TOKEN, grant_type="client_credentials"))

    return {
        "discovery": discovery,
        "client_credentials": lambda: done(own()[1]),
        "authorization_code": lambda: done(code()[1]),
        "openid": openid,
        "password": lambda: done(
            client().fetch_token(TOKEN, username=given.username, password=given.password)
        ),
        "refresh_token": refresh,
        "device_code": device,
        "token_exchange": exchange,
        "introspection": introspection,
        "revocation": revocation,
        "private_key_jwt": private_key_jwt,
    }


flows = {"requests-oauthlib": requests_oauthlib, "Authlib": authlib}[library]()
for line in iter(sys.stdin.readline, ""):
    vars(given).update(json.loads(line))
    flows[given.flow]()
