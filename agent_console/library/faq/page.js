
(function () {
  "use strict";
  var pages = Array.from(document.querySelectorAll(".page"));
  var links = Array.from(document.querySelectorAll(".languages a"));

  // Case, accents, and the two ways to write ä, ö, ü and ß make no difference.
  function plain(text) {
    return text.toLowerCase().replace(/ß/g, "ss").normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "").replace(/([aou])e/g, "$1");
  }

  function wish() {
    var text = window.location.hash.slice(1);
    var named = new URLSearchParams(text.indexOf("=") < 0 ? "" : text);
    var there = document.getElementById(text);
    var page = there && there.closest(".page");
    return { words: named.get("q") || "", language: named.get("l") || (page ? page.id : ""), there: there };
  }

  function chosen(language) {
    var spoken = [language].concat(navigator.languages || [navigator.language || ""]);
    for (var i = 0; i < spoken.length; i += 1) {
      var code = String(spoken[i]).slice(0, 2).toLowerCase();
      var page = pages.find(function (one) { return one.id === code; });
      if (page) { return page; }
    }
    return pages[0];
  }

  function filter(page, words) {
    var wanted = plain(words).split(/\s+/).filter(Boolean);
    var articles = Array.from(page.querySelectorAll("article"));
    var shown = articles.filter(function (one) {
      var topic = one.closest(".topic").querySelector("h2").textContent;
      var text = plain(topic + " " + one.textContent);
      var fits = wanted.every(function (word) { return text.indexOf(word) >= 0; });
      one.hidden = !fits;
      return fits;
    });
    page.querySelectorAll(".topic").forEach(function (topic) {
      topic.hidden = !topic.querySelector("article:not([hidden])");
    });
    page.querySelector(".nothing").hidden = shown.length > 0;
    page.querySelectorAll(".contents").forEach(function (one) { one.hidden = wanted.length > 0; });
    var status = page.querySelector("[role=status]");
    status.textContent = wanted.length ? status.dataset.words
      .replace("{n}", String(shown.length)).replace("{m}", String(articles.length)) : "";
  }

  function show(language, words) {
    var page = chosen(language);
    if (!page) { return null; }
    pages.forEach(function (one) {
      one.hidden = one !== page;
      one.querySelector("input").value = words;
      filter(one, words);
    });
    links.forEach(function (link) {
      if (link.getAttribute("href") === "#" + page.id) { link.setAttribute("aria-current", "true"); }
      else { link.removeAttribute("aria-current"); }
    });
    document.documentElement.lang = page.id;
    document.title = page.querySelector("h1").textContent;
    return page;
  }

  function follow() {
    var wanted = wish();
    show(wanted.language, wanted.words);
    if (wanted.there) { wanted.there.scrollIntoView(); }
  }

  pages.forEach(function (page) {
    var input = page.querySelector("input");
    input.addEventListener("input", function () {
      filter(page, input.value);
      var hash = "#" + new URLSearchParams({ q: input.value, l: page.id }).toString();
      history.replaceState(null, "", hash);
    });
    page.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); });
  });
  document.documentElement.className = "js";
  window.addEventListener("hashchange", follow);
  follow();
}());
