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

/** A small museum, written for these tests. */
export const museum = {
  name: 'House of Lanterns: hall guide',
  text: `# House of Lanterns

## The great lantern

The great lantern in hall two was built in 1924 by the carpenter Lin Shui-mu. It is 4.2 metres high and turns by the warmth of
its own 36 candles. Nobody has found out why it never tilts.

## Opening hours

The house is open from Tuesday to Sunday, 9:30 to 17:00. On Mondays it is closed. The last visitors are let in at 16:15.

## The paper workshop

In the paper workshop every visitor may fold a lantern. A lantern takes about twenty minutes. Children under six fold together
with an adult.
`,
};

export const museumChinese = {
  name: '燈籠之家：展廳說明',
  text: `# 燈籠之家

## 大燈籠

二號展廳的大燈籠由木匠林水木在 1924 年製作。燈籠高 4.2 公尺，靠自己的 36 根蠟燭的熱氣轉動。至今沒有人知道它為什麼從不傾斜。

## 開放時間

本館週二到週日開放，時間是上午九點半到下午五點，週一休館。最後入館時間是下午四點十五分。

## 摺紙工坊

每位訪客都可以在摺紙工坊摺一個燈籠，大約需要二十分鐘。六歲以下的兒童須由大人陪同。
`,
};
