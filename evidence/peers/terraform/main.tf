# A checkout as an object of the restapi provider: created by the POST, read as the first order that it answers with.

terraform {
  required_providers {
    restapi = { source = "Mastercard/restapi" }
  }
}

variable "endpoint" {}
variable "authority" {}
variable "tenant_id" {}
variable "client_id" {}
variable "client_secret" { sensitive = true }
variable "customer_id" {}
variable "cart_id" {}
variable "timeout_seconds" { type = number }

provider "restapi" {
  uri                  = var.endpoint
  write_returns_object = true
  timeout              = var.timeout_seconds

  oauth_client_credentials {
    oauth_client_id      = var.client_id
    oauth_client_secret  = var.client_secret
    oauth_token_endpoint = "${var.authority}/${var.tenant_id}/oauth2/v2.0/token"
    oauth_scopes         = ["https://api.partnercenter.microsoft.com/.default"]
  }
}

resource "restapi_object" "licences" {
  path           = "/v1/customers/${var.customer_id}/orders"
  create_path    = "/v1/customers/${var.customer_id}/carts/${var.cart_id}/checkout"
  data           = "{}"
  id_attribute   = "orders/0/id"
  destroy_method = "GET" # there is nothing to delete: an order stays
}
