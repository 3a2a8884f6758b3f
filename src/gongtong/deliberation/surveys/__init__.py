"""Surveys of satisfaction: questions in versions, answers by household, figures with their response (满意度调查)."""
