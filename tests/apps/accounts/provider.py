"""A small OpenID Connect provider on this machine: it signs in whoever the test says, and keeps to the protocol."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "kotaham", "rahasia-uji"  # known to the test alone


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@dataclass
class Provider:
    """Where the provider listens, whom it signs in, and what it was asked."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Any] = field(default_factory=dict)  # claims of the signed token that do not hold
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    key: rsa.RSAPrivateKey = field(default_factory=_key)

    def config(self) -> dict[str, Any]:
        """Tell where everything is."""
        doors = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found: dict[str, Any] = {f"{name}_endpoint": f"{self.url}/{door}" for name, door in doors.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return {**found, **methods, "issuer": self.url, "jwks_uri": f"{self.url}/keys"}

    def authorize(self, asked: dict[str, str]) -> str:
        """Sign the person in, and lead back with a code."""
        code = f"kode-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, given: dict[str, str]) -> dict[str, Any] | None:
        """Give a signed token for a code, once, to the client that can prove it asked for the code."""
        asked = self.codes.pop(given.get("code", ""), None)
        if asked is None or given.get("client_secret") != SECRET or given["redirect_uri"] != asked["redirect_uri"]:
            return None
        proof = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).decode().rstrip("=")
        if asked["code_challenge"] != proof:
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims, **self.wrong}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "satu"})
        return {"access_token": "kunci-baca", "token_type": "Bearer", "id_token": signed}

    def keys(self) -> dict[str, Any]:
        """Publish the key of the signatures."""
        return {"keys": [{**RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True), "kid": "satu"}]}


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a free port."""
    provider = Provider()

    class Doors(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            provider.asked.append(address.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            if address.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.end_headers()
            elif address.path == "/userinfo" and self.headers["Authorization"] == "Bearer kunci-baca":
                self.tell(provider.claims)
            elif address.path == "/keys":
                self.tell(provider.keys())
            else:
                found = address.path == "/.well-known/openid-configuration"
                self.tell(provider.config() if found else None)

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.tell(provider.token({name: values[0] for name, values in parse_qs(text).items()}))

        def tell(self, what: dict[str, Any] | None) -> None:
            text = json.dumps(what or {"error": "invalid_request"}).encode()
            self.send_response(200 if what else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Doors)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
