// The flows of x/oauth2, with the settings that it has when nobody sets anything.
package main

import (
	"context"
	"net/url"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

var everywhere = context.Background()

func config() *oauth2.Config {
	return &oauth2.Config{
		ClientID:     given.Key,
		ClientSecret: given.Secret,
		RedirectURL:  given.Callback,
		Scopes:       []string{scope},
		Endpoint: oauth2.Endpoint{
			AuthURL:  given.Server + "/authorization/authorize",
			TokenURL: given.Server + "/authorization/token",
		},
	}
}

func code() *oauth2.Token {
	verifier, challenge := pkce()
	back, err := url.Parse(ask("GO", config().AuthCodeURL(
		"its state",
		oauth2.SetAuthURLParam("code_challenge", challenge),
		oauth2.SetAuthURLParam("code_challenge_method", "S256"),
	)))
	must(err)
	token, err := config().Exchange(
		everywhere,
		back.Query().Get("code"),
		oauth2.SetAuthURLParam("code_verifier", verifier),
	)
	must(err)
	return token
}

var flows = map[string]func() report{
	"client_credentials": func() report {
		token, err := (&clientcredentials.Config{
			ClientID:     given.Key,
			ClientSecret: given.Secret,
			TokenURL:     given.Server + "/authorization/token",
			Scopes:       []string{scope},
		}).Token(everywhere)
		must(err)
		return report{Token: token.AccessToken}
	},
	"password": func() report {
		token, err := config().PasswordCredentialsToken(everywhere, given.Username, given.Password)
		must(err)
		return report{Token: token.AccessToken}
	},
	"authorization_code": func() report {
		return report{Token: code().AccessToken}
	},
	"refresh_token": func() report {
		first := code()
		before := first.AccessToken
		first.Expiry = time.Now().Add(-time.Minute)
		second, err := config().TokenSource(everywhere, first).Token()
		must(err)
		return report{Token: second.AccessToken, Before: before}
	},
}
