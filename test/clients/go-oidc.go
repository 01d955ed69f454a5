// go-oidc on top of x/oauth2. It expects RS256 unless it is told otherwise.
package main

import (
	"context"
	"net/url"

	oidc "github.com/coreos/go-oidc"
	"golang.org/x/oauth2"
)

var everywhere = context.Background()

func provider() *oidc.Provider {
	found, err := oidc.NewProvider(everywhere, given.Server)
	must(err)
	return found
}

var flows = map[string]func() report{
	"discovery": func() report {
		var metadata struct{ Issuer string }
		must(provider().Claims(&metadata))
		return report{Seen: metadata.Issuer}
	},
	"openid": func() report {
		found := provider()
		config := oauth2.Config{
			ClientID:     given.Key,
			ClientSecret: given.Secret,
			RedirectURL:  given.Callback,
			Endpoint:     found.Endpoint(),
			Scopes:       []string{oidc.ScopeOpenID, "profile", "email"},
		}
		verifier, challenge := pkce()
		back, err := url.Parse(ask("GO", config.AuthCodeURL(
			"its state",
			oidc.Nonce("its nonce"),
			oauth2.SetAuthURLParam("code_challenge", challenge),
			oauth2.SetAuthURLParam("code_challenge_method", "S256"),
		)))
		must(err)
		token, err := config.Exchange(
			everywhere,
			back.Query().Get("code"),
			oauth2.SetAuthURLParam("code_verifier", verifier),
		)
		must(err)
		rules := oidc.Config{ClientID: given.Key, SupportedSigningAlgs: []string{oidc.ES256}}
		text, _ := token.Extra("id_token").(string)
		claims, err := found.Verifier(&rules).Verify(everywhere, text)
		must(err)
		if claims.Nonce != "its nonce" {
			panic("The nonce is another: " + claims.Nonce)
		}
		person, err := found.UserInfo(everywhere, oauth2.StaticTokenSource(token))
		must(err)
		seen := map[string]string{"sub": claims.Subject, "email": person.Email}
		return report{Token: token.AccessToken, Seen: seen}
	},
}
