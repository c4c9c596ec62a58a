module metric-lists

go 1.26.0

require github.com/dlclark/regexp2/v2 v2.6.0
