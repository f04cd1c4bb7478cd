"""The pages of the sidebar, one file each; `gui.navigation` lists them."""
