"""Where rooms meet: what takes the desks of two of them (跨部门流程)."""
