"""How owners decide together under the Civil Code and the law before it (民法典第278条)."""

from gongtong.plugins.builtin.cn_civil_code.joint_decisions import plugin

__all__ = ["plugin"]
