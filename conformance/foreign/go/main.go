// gocloak against a server: go run . http://127.0.0.1:8080/auth (administrator admin/admin).
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/Nerzal/gocloak/v13"
)

const realm = "go-smoke"

func main() {
	if len(os.Args) != 2 {
		fail("usage: go run . BASE_URL")
	}
	ctx := context.Background()
	client := gocloak.NewClient(os.Args[1])
	token := func() string {
		jwt, err := client.LoginAdmin(ctx, "admin", "admin", "master")
		check("sign in as administrator", err)
		return jwt.AccessToken
	}
	_ = client.DeleteRealm(ctx, token(), realm) // there may be none
	_, err := client.CreateRealm(ctx, token(), gocloak.RealmRepresentation{
		Realm: gocloak.StringP(realm), Enabled: gocloak.BoolP(true),
	})
	check("make a realm", err)

	clientUUID, err := client.CreateClient(ctx, token(), realm, gocloak.Client{
		ClientID: gocloak.StringP("app"), Secret: gocloak.StringP("app-secret"),
		DirectAccessGrantsEnabled: gocloak.BoolP(true), ServiceAccountsEnabled: gocloak.BoolP(true),
	})
	check("make a client", err)
	clients, err := client.GetClients(ctx, token(), realm, gocloak.GetClientsParams{ClientID: gocloak.StringP("app")})
	check("find a client", err)
	expect("one client is found by its name", len(clients) == 1 && *clients[0].ID == clientUUID)

	userID, err := client.CreateUser(ctx, token(), realm, gocloak.User{
		Username: gocloak.StringP("eve"), Email: gocloak.StringP("eve@example.org"),
		FirstName: gocloak.StringP("Eve"), LastName: gocloak.StringP("Doe"), Enabled: gocloak.BoolP(true),
	})
	check("make a user", err)
	check("set a password", client.SetPassword(ctx, token(), userID, realm, "eve-pass", false))
	users, err := client.GetUsers(ctx, token(), realm, gocloak.GetUsersParams{Search: gocloak.StringP("eve")})
	check("search users", err)
	expect("one user is found", len(users) == 1 && *users[0].ID == userID)

	_, err = client.CreateRealmRole(ctx, token(), realm, gocloak.Role{Name: gocloak.StringP("reader")})
	check("make a role", err)
	role, err := client.GetRealmRole(ctx, token(), realm, "reader")
	check("read a role", err)
	check("give a role", client.AddRealmRoleToUser(ctx, token(), realm, userID, []gocloak.Role{*role}))
	roles, err := client.GetRealmRolesByUserID(ctx, token(), realm, userID)
	check("list a user's roles", err)
	expect("the role is among them", hasRole(roles, "reader"))

	groupID, err := client.CreateGroup(ctx, token(), realm, gocloak.Group{Name: gocloak.StringP("staff")})
	check("make a group", err)
	check("join a group", client.AddUserToGroup(ctx, token(), realm, userID, groupID))
	members, err := client.GetGroupMembers(ctx, token(), realm, groupID, gocloak.GetGroupsParams{})
	check("list members", err)
	expect("the user is a member", len(members) == 1 && *members[0].ID == userID)

	jwt, err := client.Login(ctx, "app", "app-secret", realm, "eve", "eve-pass")
	check("sign in", err)
	_, claims, err := client.DecodeAccessToken(ctx, jwt.AccessToken, realm)
	check("verify the access token", err)
	expect("it is for the user", (*claims)["sub"] == userID)
	_, err = client.Login(ctx, "app", "app-secret", realm, "eve", "wrong")
	expect("a wrong password is refused", err != nil)
	_, err = client.LoginClient(ctx, "app", "app-secret", realm)
	check("client credentials", err)

	check("delete the user", client.DeleteUser(ctx, token(), realm, userID))
	check("delete the realm", client.DeleteRealm(ctx, token(), realm))
	fmt.Println("gocloak: all answers as expected")
}

func hasRole(roles []*gocloak.Role, name string) bool {
	for _, role := range roles {
		if *role.Name == name {
			return true
		}
	}
	return false
}

func check(what string, err error) {
	if err != nil {
		fail(what + ": " + err.Error())
	}
}

func expect(what string, holds bool) {
	if !holds {
		fail("not so: " + what)
	}
}

func fail(sentence string) {
	fmt.Fprintln(os.Stderr, sentence)
	os.Exit(1)
}
