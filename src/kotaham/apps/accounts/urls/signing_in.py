"""The pages of allauth that are mounted: what is not listed here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from kotaham.apps.accounts.views.securing import SecurityView, of_address, of_reset, on_record

ANYBODY = "accounts.sign-in"  # the rule of the doors that a letter opens

urlpatterns = [
    path("masuk", account.login, name="account_login"),
    path("masuk/faktor-kedua", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/kunci-sandi", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("masuk/nonaktif", account.account_inactive, name="account_inactive"),
    path("masuk/surel-terkirim", account.email_verification_sent, name="account_email_verification_sent"),
    path(
        "masuk/surel/<str:key>",
        on_record(account.confirm_email, whose=of_address, rule=ANYBODY),
        name="account_confirm_email",
    ),
    path("masuk/lupa-sandi", account.password_reset, name="account_reset_password"),
    path("masuk/lupa-sandi/terkirim", account.password_reset_done, name="account_reset_password_done"),
    path("masuk/lupa-sandi/selesai", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^masuk/lupa-sandi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        on_record(account.password_reset_from_key, whose=of_reset, rule=ANYBODY, reset=True),
        name="account_reset_password_from_key",
    ),
    path("masuk/penyedia/<slug:provider_id>", oidc.login, name="openid_connect_login"),
    path("masuk/penyedia/<slug:provider_id>/balik", oidc.callback, name="openid_connect_callback"),
    path("masuk/penyedia-batal", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("masuk/penyedia-gagal", social.login_error, name="socialaccount_login_error"),
    path("masuk/daftar", account.signup, name="account_signup"),
    path("masuk/daftar-penyedia", social.signup, name="socialaccount_signup"),
    path("keluar", account.logout, name="account_logout"),
    path("akun/surel", on_record(account.email), name="account_email"),
    path("akun/sandi", on_record(account.password_change), name="account_change_password"),
    path("akun/sandi-baru", on_record(account.password_set), name="account_set_password"),
    path("akun/periksa-ulang", account.reauthenticate, name="account_reauthenticate"),
    path("akun/keamanan", SecurityView.as_view(), name="mfa_index"),
    path("akun/keamanan/periksa-ulang", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("akun/keamanan/aplikasi", on_record(totp.activate_totp), name="mfa_activate_totp"),
    path("akun/keamanan/aplikasi/lepas", on_record(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/keamanan/kode", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/keamanan/kode/buat", on_record(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("akun/keamanan/kode/unduh", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("akun/keamanan/kunci-sandi", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("akun/keamanan/kunci-sandi/tambah", on_record(passkey.add_webauthn), name="mfa_add_webauthn"),
    path(
        "akun/keamanan/kunci-sandi/periksa-ulang", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("akun/keamanan/kunci-sandi/<int:pk>/lepas", on_record(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path("akun/keamanan/kunci-sandi/<int:pk>/ubah", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("akun/sesi", sessions.list_usersessions, name="usersessions_list"),
    path("akun/penyedia", on_record(social.connections), name="socialaccount_connections"),
]
