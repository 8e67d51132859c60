(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  function show(attribute, value) {
    var all = document.querySelectorAll("[data-" + attribute + "]");
    for (var i = 0; i < all.length; i += 1) {
      var own = all[i].getAttribute("data-" + attribute).split(" ");
      all[i].hidden = value !== "" && own.indexOf(value) < 0;
    }
  }
  function connect(id, attribute) {
    var picker = document.getElementById(id);
    if (!picker) { return; }
    picker.addEventListener("change", function () { show(attribute, picker.value); });
    show(attribute, picker.value);
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.stint,details.fold").forEach(function (fold) { fold.open = true; });
  });
  connect("pick-outcome", "outcome");
  connect("pick-nation", "nation");
}());
