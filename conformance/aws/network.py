"""network.py: the endpoints of VPCs, as AWS tells them. Reads {endpoint} and writes a list, as JSON. What has a name is named by it, not by its id."""
import json
import sys

import boto3

REGION = 'us-east-1'


def tags_of(thing):
    return {tag['Key']: tag['Value'] for tag in thing.get('Tags', [])}


def endpoint_settings(endpoint, names, tables):
    named = lambda ids: sorted(names.get(each, each) for each in ids)
    return {
        'id': endpoint['VpcEndpointId'],
        'vpc': names.get(endpoint['VpcId']),
        'service': endpoint['ServiceName'],
        'type': endpoint['VpcEndpointType'],
        'policy': endpoint['PolicyDocument'],
        'privateDns': endpoint.get('PrivateDnsEnabled', False),
        'subnets': named(endpoint.get('SubnetIds', [])),
        'securityGroups': named(group['GroupId'] for group in endpoint.get('Groups', [])),
        'routeTables': named(endpoint.get('RouteTableIds', [])),
        'routedFrom': named(table['RouteTableId'] for table in tables
                            if any(route.get('GatewayId') == endpoint['VpcEndpointId'] for route in table['Routes'])),
        'tags': tags_of(endpoint),
    }


def main():
    order = json.load(sys.stdin)
    ec2 = boto3.client('ec2', endpoint_url=order['endpoint'], region_name=REGION, aws_access_key_id='dummy', aws_secret_access_key='dummy')
    tables = ec2.describe_route_tables()['RouteTables']
    things = [
        *((vpc['VpcId'], vpc) for vpc in ec2.describe_vpcs()['Vpcs']),
        *((subnet['SubnetId'], subnet) for subnet in ec2.describe_subnets()['Subnets']),
        *((group['GroupId'], group) for group in ec2.describe_security_groups()['SecurityGroups']),
        *((table['RouteTableId'], table) for table in tables),
    ]
    names = {id: tags_of(thing).get('Name', id) for id, thing in things}
    json.dump([endpoint_settings(each, names, tables) for each in ec2.describe_vpc_endpoints()['VpcEndpoints']], sys.stdout)


main()
