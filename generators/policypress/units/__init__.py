"""The units (事业单位) a project knows: read from lists, checked, and laid out so that a page finds one by its name."""
