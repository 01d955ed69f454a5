"""One flow of one Python library: prints where the browser must go, reads where it came back to,
and prints the access token that the library got."""

import os
import sys

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

library, flow, server, key, secret, username, password, callback = sys.argv[1:]
TOKEN = server + "/authorization/token"
AUTHORIZE = server + "/authorization/authorize"
REVOKE = server + "/authorization/revoke"
SCOPE = "deliveries"


def browse(url):
    print("GO " + url, flush=True)
    return sys.stdin.readline().strip()


def requests_oauthlib():
    from oauthlib.oauth2 import BackendApplicationClient, LegacyApplicationClient
    from requests_oauthlib import OAuth2Session

    if flow == "client_credentials":
        session = OAuth2Session(client=BackendApplicationClient(client_id=key, scope=SCOPE))
        return session.fetch_token(TOKEN, client_id=key, client_secret=secret)
    if flow == "password":
        session = OAuth2Session(client=LegacyApplicationClient(client_id=key, scope=SCOPE))
        return session.fetch_token(
            TOKEN, username=username, password=password, client_id=key, client_secret=secret
        )
    session = OAuth2Session(key, redirect_uri=callback, scope=SCOPE, pkce="S256")
    url, _ = session.authorization_url(AUTHORIZE)
    token = session.fetch_token(
        TOKEN, authorization_response=browse(url), client_secret=secret, include_client_id=True
    )
    if flow == "refresh_token":
        return session.refresh_token(TOKEN, auth=(key, secret))
    return token


def authlib():
    from authlib.integrations.requests_client import OAuth2Session

    session = OAuth2Session(
        key, secret, scope=SCOPE, redirect_uri=callback, code_challenge_method="S256"
    )
    if flow in ("client_credentials", "revocation"):
        token = session.fetch_token(TOKEN, grant_type="client_credentials")
        if flow == "revocation":
            session.revoke_token(REVOKE, token=token["access_token"])
        return token
    if flow == "password":
        return session.fetch_token(TOKEN, username=username, password=password)
    verifier = "a-verifier-of-forty-three-characters-or-more-0123456789"
    url, _ = session.create_authorization_url(AUTHORIZE, code_verifier=verifier)
    token = session.fetch_token(TOKEN, authorization_response=browse(url), code_verifier=verifier)
    if flow == "refresh_token":
        return session.refresh_token(TOKEN, refresh_token=token["refresh_token"])
    return token


walks = {"requests-oauthlib": requests_oauthlib, "authlib": authlib}
print("TOKEN " + walks[library]()["access_token"], flush=True)
