// The expressions of kube-state-metrics, by the engine that it reads them with: questions in, answers out, one JSON object a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/dlclark/regexp2/v2"
)

// An expression, and names of metrics.
type question struct {
	Pattern string   `json:"pattern"`
	Names   []string `json:"names"`
}

// The names in which it matches, or why it is no expression.
type answer struct {
	Matched []string `json:"matched"`
	Refused string   `json:"refused,omitempty"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := out.Encode(answerTo(asked)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func answerTo(asked question) answer {
	expression, err := regexp2.Compile(asked.Pattern, regexp2.ECMAScript)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	matched := []string{}
	for _, name := range asked.Names {
		matches, err := expression.MatchString(name)
		if err != nil {
			return answer{Refused: err.Error()}
		}
		if matches {
			matched = append(matched, name)
		}
	}
	return answer{Matched: matched}
}
