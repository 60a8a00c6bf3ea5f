/** Documents with facts that stand nowhere else, so that a right citation cannot come by chance. */
export const handbook = {
  name: 'Harbour House handbook',
  text: `# Harbour House handbook

## Breakfast

Breakfast is served in the garden room from 6:30 to 10:15. Guests who leave earlier get a breakfast box at the night desk.

## Sauna

The sauna on the fourth floor opens at 15:00 and closes at 22:00. Children under twelve may use the sauna until 18:00 with
an adult.

## Bicycles

Bicycles are lent free of charge at the boathouse. A deposit of forty euros is returned when the bicycle comes back undamaged.
`,
};

export const handbookChinese = {
  name: '海港會館手冊',
  text: `# 海港會館手冊

## 早餐

早餐在花園廳供應，時間是上午六點半到十點十五分。提早離開的客人可以在夜間櫃檯領取早餐盒。

## 三溫暖

三溫暖位於四樓，下午三點開放，晚上十點關閉。未滿十二歲的兒童須由大人陪同，最晚使用到下午六點。

## 腳踏車

腳踏車在船屋免費借用。押金一千五百元，車輛完好歸還時退回。
`,
};

/** Tries to execute something in every way that HTML knows. What it tries would be seen in `globalThis.executed`. */
export const hostileHtml = `<!doctype html>
<html><head><title>Harbour</title><script>globalThis.executed.push('script')</script>
<style>@import url("javascript:executed.push('style')");</style></head>
<body onload="executed.push('onload')">
<h1>Harbour office</h1>
<p>The harbour master is called Wilhelmina.</p>
<img src="x" onerror="executed.push('onerror')">
<svg onload="executed.push('svg')"><script>executed.push('svg script')</script></svg>
<iframe srcdoc="<script>parent.executed.push('iframe')</script>"></iframe>
<a href="javascript:executed.push('link')">open the gate</a>
</body></html>
`;
