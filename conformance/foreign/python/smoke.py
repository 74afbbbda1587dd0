"""python-keycloak against a server: python3 smoke.py http://127.0.0.1:8080/auth/ (administrator admin/admin)."""

import sys

from keycloak import KeycloakAdmin, KeycloakOpenID
from keycloak.exceptions import KeycloakError

REALM = "python-smoke"


def main(server_url: str) -> None:
    master = KeycloakAdmin(server_url=server_url, username="admin", password="admin", realm_name="master")
    try:
        master.delete_realm(REALM)
    except KeycloakError:
        pass  # there was none
    master.create_realm({"realm": REALM, "enabled": True})
    admin = KeycloakAdmin(
        server_url=server_url, username="admin", password="admin", realm_name=REALM, user_realm_name="master"
    )
    client_id = admin.create_client(
        {"clientId": "app", "secret": "app-secret", "directAccessGrantsEnabled": True, "serviceAccountsEnabled": True}
    )
    assert admin.get_client_id("app") == client_id
    assert admin.get_client_secrets(client_id)["value"] == "app-secret"
    user_id = admin.create_user(
        {
            "username": "dora",
            "email": "dora@example.org",
            "firstName": "Dora",
            "lastName": "Doe",
            "enabled": True,
            "credentials": [{"type": "password", "value": "dora-pass"}],
        }
    )
    assert admin.get_user_id("dora") == user_id
    assert admin.users_count() == 1
    admin.update_user(user_id, {"emailVerified": True})
    assert admin.get_user(user_id)["emailVerified"] is True
    admin.create_realm_role({"name": "reader"})
    admin.assign_realm_roles(user_id, [admin.get_realm_role("reader")])
    assert "reader" in [role["name"] for role in admin.get_realm_roles_of_user(user_id)]
    admin.create_client_role(client_id, {"name": "editor"})
    admin.assign_client_role(user_id, client_id, [admin.get_client_role(client_id, "editor")])
    assert [role["name"] for role in admin.get_client_roles_of_user(user_id, client_id)] == ["editor"]
    group_id = admin.create_group({"name": "staff"})
    admin.group_user_add(user_id, group_id)
    assert [group["path"] for group in admin.get_user_groups(user_id)] == ["/staff"]
    assert admin.get_group_by_path("/staff")["id"] == group_id
    assert "browser" in [flow["alias"] for flow in admin.get_authentication_flows()]

    openid = KeycloakOpenID(
        server_url=server_url, realm_name=REALM, client_id="app", client_secret_key="app-secret"
    )
    token = openid.token("dora", "dora-pass", scope="openid")
    assert openid.userinfo(token["access_token"])["email"] == "dora@example.org"
    claims = openid.decode_token(token["access_token"])
    assert "reader" in claims["realm_access"]["roles"]
    assert claims["resource_access"]["app"]["roles"] == ["editor"]
    refreshed = openid.refresh_token(token["refresh_token"])
    openid.logout(refreshed["refresh_token"])
    try:
        openid.token("dora", "wrong")
        raise AssertionError("a wrong password was taken")
    except KeycloakError as error:
        assert error.response_code in (400, 401), error
    admin.delete_user(user_id)
    master.delete_realm(REALM)
    print("python-keycloak: all answers as expected")


if __name__ == "__main__":
    main(sys.argv[1])
