"""An example of every built-in command, for the tests that every command must pass (命令示例)."""
