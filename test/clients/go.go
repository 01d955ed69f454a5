// How every Go program here is spoken to; test/clients/program.ts describes it.
package main

import (
	"bufio"
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

type report struct {
	Token  string `json:"token"`
	Before string `json:"before,omitempty"`
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	must(json.Unmarshal([]byte(os.Args[1]), &given))
	text, err := json.Marshal(flows[given.Flow]())
	must(err)
	fmt.Println("DONE", string(text))
}
