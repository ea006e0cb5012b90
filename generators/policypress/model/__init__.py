"""What a project says, as frozen values. Nothing here reads files or checks anything.

Classes whose fields stand in YAML are read by :mod:`policypress.read`; the docstring under each such
field is what its editor reads in the JSON Schemas and the field guide, so it is Chinese.
"""
