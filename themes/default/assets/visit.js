/* Says how much changed since this reader was last here, and marks what did. The last day seen, and how much there was of
   it, stay in the reader's own browser and are sent nowhere. Without this script nothing of it is shown. */
const place = document.querySelector("[data-days]");
const days = place.dataset.days.split(" ").map((entry) => entry.split(":")).map(([day, count]) => [day, Number(count)]);
const key = `changes seen ${new URL(place.dataset.root, location.href).pathname}`;
try {
  const seen = sessionStorage.getItem(key) ?? localStorage.getItem(key);
  localStorage.setItem(key, days[0].join(":"));
  if (seen) {
    sessionStorage.setItem(key, seen);
    const [last, count] = seen.split(":");
    const number = days.reduce((sum, [day, all]) => sum + (day > last ? all : day === last ? Math.max(0, all - count) : 0), 0);
    place.hidden = false;
    const link = place.querySelector("a");
    link.textContent = number === 0 ? "Nothing is new" : `${number} ${number === 1 ? "change" : "changes"}`;
    for (const time of document.querySelectorAll(".changes .kicker time")) {
      if (time.dateTime <= last) continue;
      const mark = document.createElement("em");
      mark.className = "mark new";
      mark.textContent = "new to you";
      time.closest(".kicker").append(" ", mark);
    }
  }
} catch { /* A browser that keeps nothing. */ }
