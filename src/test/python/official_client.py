"""How ONLYOFFICE's own client reads a portal: for each step of the arguments a line on stdout, with the types of the client.

The portal comes from DOCSPACE_BASE_URL, the password from DOCSPACE_PASSWORD, and the value of the header, as docspace-auth
printed it, from AUTHORIZATION.
"""
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")  # pydantic's, about the names of fields in the client's models

import docspace_api_sdk as sdk

HEADER = os.environ.get("AUTHORIZATION", "")
COOKIE = "asc_auth_key=" + HEADER


def client(header=None, cookie=None, **settings):
    made = sdk.ApiClient(sdk.Configuration(host=os.environ["DOCSPACE_BASE_URL"], **settings), cookie=cookie)
    if header:
        made.set_default_header("Authorization", header)
    return made


def sign_in(user):
    login = sdk.AuthRequestsDto(user_name=user, password=os.environ["DOCSPACE_PASSWORD"])
    answer = sdk.AuthenticationApi(client()).authenticate_me(login).response
    return told(answer.token, answer.expires, answer.sms, answer.phone_noise, answer.tfa, answer.tfa_key)


def user(with_client):
    answer = sdk.ProfilesApi(with_client).get_self_profile().response
    return told(answer.id, answer.display_name, answer.email, answer.status, answer.registration_date.utc_time, answer.is_room_admin)


def check(with_client):
    return told(sdk.AuthenticationApi(with_client).get_is_authentificated().response)


def log_out(**request):
    answer = sdk.AuthenticationApi(client(HEADER)).logout(**request)
    return told(answer.status_code, answer.count, answer.response)


def key():
    answer = sdk.ApiKeysApi(client(HEADER)).get_api_key().response
    return told(answer.id, answer.create_by.id, answer.create_on.utc_time, answer.expires_at.utc_time, answer.permissions)


def settings():
    answer = sdk.CommonSettingsApi(client()).get_portal_settings().response
    hashing = answer.password_hash
    return told(answer.version, answer.tenant_status, hashing.size, hashing.iterations, hashing.salt, answer.wizard_token)


def told(*values):
    return ", ".join(type(value).__name__ + " " + str(getattr(value, "value", value)) for value in values)


def error(problem):
    """Its class, its status, and the words of its body, by the client's model where it has one for such a body."""
    words = problem.body
    if (problem.headers or {}).get("Content-Type", "").startswith("application/problem+json"):
        detail = sdk.ProblemDetail.from_json(problem.body)
        words = told(detail.status, detail.title)
    elif words.startswith("{"):
        words = json.loads(words).get("error", {}).get("message", words)
    return f"{type(problem).__name__} {problem.status}: {words}"


STEPS = {
    "settings": settings,
    "user": lambda: user(client(HEADER)),
    "check": lambda: check(client(HEADER)),
    "key": key,
    "log out": lambda: log_out(_headers={"Cookie": COOKIE}),
    "log out by header": log_out,
    "user by cookie": lambda: user(client(cookie=COOKIE)),
    "user by asc_auth_key": lambda: user(client(api_key={"asc_auth_key": HEADER})),
    "user by access_token": lambda: user(client(access_token=HEADER)),
    "check by access_token": lambda: check(client(access_token=HEADER)),
}

for step in sys.argv[1:]:
    try:
        print(STEPS[step]() if step in STEPS else sign_in(step))
    except sdk.ApiException as e:
        print(error(e))
