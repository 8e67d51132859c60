"""Files as earlier versions wrote them; whatever comes later must read them."""
