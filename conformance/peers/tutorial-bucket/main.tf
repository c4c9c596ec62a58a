# what tutorials of Loki and Thanos show before they come to the values of the chart
resource "aws_s3_bucket" "loki" {
  bucket = "acme-loki"
}
