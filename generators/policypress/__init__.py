"""policypress: policy content, kept as YAML, compiled into a guidance site, forms and a calculator."""
