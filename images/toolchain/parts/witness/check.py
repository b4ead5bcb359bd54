"""Asks a witness whether it can verify tokens: lets its `github` attestor get one, and the key to verify it with, from a mock.

    check.py WITNESS DIRECTORY

Prints nothing and ends with 0 when the attestation holds the claims of a good token, and a token signed by another key is refused. Otherwise prints why
not, one line, and ends with 1. Works in DIRECTORY. Needs openssl and no rights: the name of GitHub's key server, which witness has built in, is reached
through a proxy that is the mock itself, with a certificate that only this run trusts.
"""

import base64
import http.server
import json
import os
import ssl
import subprocess
import sys
import threading

ISSUER = "token.actions.githubusercontent.com"
CLAIMS = {"iss": f"https://{ISSUER}", "aud": "witness", "repository": "example/check", "sha": "0" * 40, "exp": 4102444800}


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True).stdout


def encoded(data):
    return base64.urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=")


def make_keys():
    for name in "server", "token", "foreign":
        openssl("genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", f"{name}.key")
    openssl("genpkey", "-algorithm", "ed25519", "-out", "signer.key")
    openssl("req", "-x509", "-key", "server.key", "-subj", "/CN=check", "-addext", f"subjectAltName=DNS:{ISSUER}", "-days", "2", "-out", "server.pem")


def key_set():
    modulus = openssl("rsa", "-in", "token.key", "-noout", "-modulus").decode().strip().partition("=")[2]
    return {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "check", "e": "AQAB", "n": encoded(bytes.fromhex(modulus)).decode()}]}


def token(key):
    signed = encoded({"alg": "RS256", "kid": "check", "typ": "JWT"}) + b"." + encoded(CLAIMS)
    return (signed + b"." + encoded(openssl("dgst", "-sha256", "-sign", f"{key}.key", data=signed))).decode()


class Mock(http.server.BaseHTTPRequestHandler):
    """Answers on plain HTTP, and after CONNECT for the name of the issuer on TLS; any other name is refused."""

    def do_CONNECT(self):
        if self.path != f"{ISSUER}:443":
            return self.send_error(403)
        self.send_response(200)
        self.end_headers()
        with self.server.tls.wrap_socket(self.connection, server_side=True) as self.connection:
            self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
            self.handle_one_request()
        self.close_connection = True

    def do_GET(self):
        reply = self.server.replies.get(self.path.partition("?")[0])
        if reply is None:
            return self.send_error(404)
        body = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def run(witness, mock, name):
    environment = {
        "PATH": os.environ["PATH"],
        "HTTPS_PROXY": mock,
        "SSL_CERT_FILE": os.path.abspath("server.pem"),
        "GITHUB_ACTIONS": "true",
        "ACTIONS_ID_TOKEN_REQUEST_URL": f"{mock}/{name}?api-version=2.0",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "bearer",
    }
    command = [witness, "run", "-s", "check", "-k", "signer.key", "-a", "github", "-o", f"{name}.json"]
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


def claims(attestation):
    with open(attestation) as file:
        statement = json.loads(base64.b64decode(json.load(file)["payload"]))
    found = [entry["attestation"].get("jwt", {}).get("claims") for entry in statement["predicate"]["attestations"]]
    return next(filter(None, found), None)


def failure(witness):
    """Why the witness cannot verify tokens, or None."""
    make_keys()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Mock) as server:
        tokens = {f"/{key}": {"count": 1, "value": token(key)} for key in ("token", "foreign")}
        server.replies = {"/.well-known/jwks": key_set(), **tokens}
        server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.tls.load_cert_chain("server.pem", "server.key")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        mock = f"http://127.0.0.1:{server.server_port}"
        try:
            good = run(witness, mock, "token")
            if good.returncode != 0:
                words = good.stderr.decode(errors="replace").replace(mock, "MOCK").strip().splitlines()
                return words[-1] if words else f"it ended with {good.returncode}"
            if claims("token.json") != CLAIMS:
                return "the attestation does not hold the token's claims"
            if run(witness, mock, "foreign").returncode == 0:
                return "it accepts a token that is signed by another key"
            return None
        except FileNotFoundError:
            return "it is not there or wrote no attestation"
        except OSError as error:
            return f"it does not start: {error.strerror}"
        except subprocess.TimeoutExpired:
            return "it did not end within 60 seconds"
        except (ValueError, KeyError):
            return "what it wrote is not an attestation"
        finally:
            server.shutdown()


def main():
    witness, directory = os.path.abspath(sys.argv[1]), sys.argv[2]
    os.makedirs(directory, exist_ok=True)
    os.chdir(directory)
    reason = failure(witness)
    if reason is not None:
        print(reason)
    sys.exit(reason is not None)


main()
