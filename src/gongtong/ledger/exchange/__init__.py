"""What comes into the books and goes out of them as files (数据交换)."""
