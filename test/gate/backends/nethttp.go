package main

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
)

func answer(w http.ResponseWriter, r *http.Request, operation string) {
	headers := [][2]string{{"Host", r.Host}}
	for name, values := range r.Header {
		for _, value := range values {
			headers = append(headers, [2]string{name, value})
		}
	}
	told := map[string]any{"operation": nil, "method": r.Method, "target": r.RequestURI, "headers": headers}
	status := http.StatusNotFound
	if operation != "" {
		told["operation"] = operation
		status = http.StatusOK
	}
	line, _ := json.Marshal(told)
	os.Stdout.Write(append(line, '\n'))
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(line)
}

// byMethod answers with the operation of the method, and as an unknown path without one.
func byMethod(operations map[string]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		method := r.Method
		if method == http.MethodHead {
			method = http.MethodGet
		}
		answer(w, r, operations[method])
	}
}

func charge(w http.ResponseWriter, r *http.Request) {
	rest := strings.Split(strings.TrimPrefix(r.URL.Path, "/v1/charges/"), "/")
	switch {
	case len(rest) == 1 && rest[0] != "":
		byMethod(map[string]string{"GET": "charges.read", "DELETE": "charges.end"})(w, r)
	case len(rest) == 2 && rest[0] != "" && rest[1] == "refunds":
		byMethod(map[string]string{"GET": "refunds.list", "POST": "refunds.create"})(w, r)
	default:
		answer(w, r, "")
	}
}

func user(w http.ResponseWriter, r *http.Request) {
	id := strings.TrimPrefix(r.URL.Path, "/v1/users/")
	if id == "" || strings.Contains(id, "/") {
		answer(w, r, "")
		return
	}
	byMethod(map[string]string{"GET": "users.read"})(w, r)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/v1/charges", byMethod(map[string]string{"GET": "charges.list", "POST": "charges.create"}))
	mux.HandleFunc("/v1/charges/summary", byMethod(map[string]string{"GET": "charges.summary", "DELETE": "charges.end"}))
	mux.HandleFunc("/v1/charges/", charge)
	mux.HandleFunc("/v1/users/admin", byMethod(map[string]string{"GET": "users.admin"}))
	mux.HandleFunc("/v1/users/", user)
	mux.HandleFunc("/v1/files/", byMethod(map[string]string{"GET": "files.read"}))
	mux.HandleFunc("/v1/health", byMethod(map[string]string{"GET": "health"}))
	mux.HandleFunc("/v1/echo", byMethod(map[string]string{"GET": "echo"}))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { answer(w, r, "") })
	if err := http.ListenAndServe("127.0.0.1:"+os.Args[1], mux); err != nil {
		panic(err)
	}
}
