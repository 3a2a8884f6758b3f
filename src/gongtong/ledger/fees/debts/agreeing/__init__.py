"""Instalment plans that a household and the committee sign (分期协议)."""
