// What GitHub's command line signs people in with.
package main

import (
	"context"
	"net/http"

	"github.com/cli/oauth/device"
)

var flows = map[string]func() report{
	"device_code": func() report {
		shown, err := device.RequestCode(
			http.DefaultClient, given.Server+"/authorization/device", given.Key, []string{scope},
		)
		must(err)
		ask("ENTER", shown.UserCode)
		shown.Interval = 0 // The person has agreed: there is nothing to wait for.
		token, err := device.Wait(
			context.Background(),
			http.DefaultClient,
			given.Server+"/authorization/token",
			device.WaitOptions{ClientID: given.Key, ClientSecret: given.Secret, DeviceCode: shown},
		)
		must(err)
		return report{Token: token.Token}
	},
}
