"""decisions.py: what policies say to an action, by the rules of `iam_conditions.py`. Reads [{policies, action, resource, keys}] and writes a list of
`allowed` and `denied`, as JSON.

For what nobody can try by a call: the actions that S3 takes when it replicates, and what the endpoint of a VPC lets through.
"""
import json
import sys

import iam_conditions


def answer(question):
    with iam_conditions.asked_by_a_service(question['keys']):
        return 'allowed' if iam_conditions.permits(question['policies'], question['action'], question['resource']) else 'denied'


def main():
    iam_conditions.install()
    json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)


main()
