"""How people sign in: allauth, second factors, passkeys, an identity provider by setting, the password profile."""

from typing import Any
from urllib.parse import urlsplit

from kotaham.config.profile import Misconfigured, env, read_profile

_PRODUCTION = read_profile().production

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SIGNING_IN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

# An account is an address that received an invitation; nobody signs up.
ACCOUNT_ADAPTER = "kotaham.apps.accounts.services.signing_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail from us; the page says the same to everybody
ACCOUNT_EMAIL_NOTIFICATIONS = False  # what changed is told by accounts/services/securing.py, with its event
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
_FORMS = "kotaham.apps.accounts.forms.signing_in"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "reset_password": f"{_FORMS}.ForgottenForm",
    "reset_password_from_key": f"{_FORMS}.ResetForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "add_email": f"{_FORMS}.AddressForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "manage_email": "10/m/user",
}
# Behind a proxy the address of the visitor stands in a header; without one that header is the visitor's own word.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("KOTAHAM_PROXIES", default=1 if env.bool("KOTAHAM_BEHIND_PROXY", False) else 0)

MFA_ADAPTER = "kotaham.apps.accounts.services.signing_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": f"{_FORMS}.CodeForm",
    "reauthenticate": f"{_FORMS}.CodeAgainForm",
    "activate_totp": f"{_FORMS}.InstallForm",
    "add_webauthn": f"{_FORMS}.PasskeyForm",
    "edit_webauthn": f"{_FORMS}.RenameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "KotaHAM"
# The code of the half minute before and after counts too (RFC 6238, section 5.2): clocks of phones drift, people type.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _PRODUCTION

USERSESSIONS_TRACK_ACTIVITY = False  # a write for every page read would be the price

# One OpenID Connect provider, for example the single sign-on of a ministry. It vouches for addresses; who has no
# account here still needs an invitation.
SOCIALACCOUNT_ADAPTER = "kotaham.apps.accounts.services.signing_in.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False  # our adapter connects, on the record
SOCIALACCOUNT_STORE_TOKENS = False


def read_providers() -> dict[str, Any]:
    """Return the provider that KOTAHAM_OIDC_SERVER, _ID and _SECRET name; all three or none."""
    names = ("KOTAHAM_OIDC_SERVER", "KOTAHAM_OIDC_ID", "KOTAHAM_OIDC_SECRET")
    server, client, secret = (env.str(name, default="") for name in names)
    missing = [name for name, value in zip(names, (server, client, secret), strict=True) if not value]
    if len(missing) == len(names):
        return {"openid_connect": {"APPS": []}}
    if missing or not server.startswith("https://"):
        wrong = ", ".join(missing) or "KOTAHAM_OIDC_SERVER (https://...)"
        raise Misconfigured(f"{wrong}: wajib untuk masuk lewat penyedia identitas. / required for OpenID Connect.")
    app = {
        "provider_id": "oidc",
        "name": env.str("KOTAHAM_OIDC_NAME", default="SSO"),
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = read_providers()
# A form that signs in elsewhere is sent on to that server, which the content policy must name.
OIDC_ORIGINS = [
    f"https://{urlsplit(app['settings']['server_url']).netloc}"
    for app in SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
]

# The password profile; docs/decisions/password-profile.md says why there are two.
PASSWORD_PROFILE = env.str("KOTAHAM_PASSWORD_PROFILE", default="asvs")
_BSSN = PASSWORD_PROFILE == "bssn"  # noqa: S105 - the name of a profile
if PASSWORD_PROFILE not in {"asvs", "bssn"}:
    raise Misconfigured("KOTAHAM_PASSWORD_PROFILE: tulis asvs atau bssn. / write asvs or bssn.")
PASSWORD_EXPIRY_DAYS = env.int("KOTAHAM_PASSWORD_EXPIRY_DAYS", default=180) if _BSSN else 0
PASSWORD_HISTORY = env.int("KOTAHAM_PASSWORD_HISTORY", default=5) if _BSSN else 0
_PASSWORDS = "kotaham.apps.accounts.rules.passwords"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_PASSWORDS}.Length", "OPTIONS": {"least": 12, "most": 128}},
    {"NAME": f"{_PASSWORDS}.NotCommon"},
    {"NAME": f"{_PASSWORDS}.NotOneself"},
]
if _BSSN:
    AUTH_PASSWORD_VALIDATORS += [
        {"NAME": f"{_PASSWORDS}.Mixed"},
        {"NAME": f"{_PASSWORDS}.NotUsedBefore", "OPTIONS": {"count": PASSWORD_HISTORY}},
    ]
