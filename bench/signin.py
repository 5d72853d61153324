"""What people write today, with the check put right: signs in, proves the token, prints it."""
import os
import sys

import requests

url = os.environ["DOCSPACE_BASE_URL"] + "/api/2.0/authentication"
login = {"userName": os.environ["DOCSPACE_USERNAME"], "password": os.environ["DOCSPACE_PASSWORD"]}
with requests.Session() as session:
    answer = session.post(url, json=login, timeout=15)
    answer.raise_for_status()
    token = answer.json()["response"].get("token")
    if not token:
        sys.exit("a second factor is required")
    session.cookies.clear()
    answer = session.get(url, headers={"Authorization": token}, timeout=15)
    answer.raise_for_status()
    if answer.json()["response"] is not True:
        sys.exit("the portal does not accept the token")
print(f"User is authenticated with token {token}.")
