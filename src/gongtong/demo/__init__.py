"""One neighbourhood's year, from its paperwork to its notice board (示范流程)."""
