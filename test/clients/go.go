// How every Go program here is spoken to; test/clients/program.ts describes it.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

const scope = "deliveries"

var given struct {
	Flow, Server, Key, Secret, Username, Password, Callback string
}

var input = bufio.NewReader(os.Stdin)

func ask(word, value string) string {
	fmt.Println(word, value)
	answer, err := input.ReadString('\n')
	must(err)
	return strings.TrimSpace(answer)
}

// A verifier and its S256 challenge, which most of Go's libraries leave to their users.
func pkce() (verifier, challenge string) {
	verifier = "a-verifier-of-forty-three-characters-or-more-0123456789"
	hash := sha256.Sum256([]byte(verifier))
	return verifier, base64.RawURLEncoding.EncodeToString(hash[:])
}

type report struct {
	Token  string `json:"token"`
	Before string `json:"before,omitempty"`
	Seen   any    `json:"seen,omitempty"`
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	must(json.Unmarshal([]byte(os.Args[1]), &given))
	for {
		line, err := input.ReadString('\n')
		if err != nil {
			return
		}
		must(json.Unmarshal([]byte(line), &given))
		text, err := json.Marshal(flows[given.Flow]())
		must(err)
		fmt.Println("DONE", string(text))
	}
}
