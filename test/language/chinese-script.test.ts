import { describe, expect, it } from 'vitest';
import { asksForPerson } from '../../src/language/asks-for-person.ts';
import { asListed, chineseScript, inWrittenScript } from '../../src/language/chinese-script.ts';
import { readYesNo } from '../../src/language/yes-no.ts';

describe('the script of Chinese', () => {
  it.each([
    ['我的訂單到哪裡了', 'Hant'],
    ['付款失敗了怎麼辦', 'Hant'],
    ['我的订单到哪里了', 'Hans'],
    ['付款失败了怎么办', 'Hans'],
    ['退款', null],
    ['好的', null],
    ['DM-20001', null],
    ['订單', null],
  ])('of “%s” is %s', (text, script) => {
    expect(chineseScript(text)).toBe(script);
  });

  it.each([
    ['zh', ['我的訂單到哪裡了'], 'zh-TW'],
    ['zh', ['好的', '我的訂單到哪裡了'], 'zh-TW'],
    ['zh', ['我的订单到哪里了', '我的訂單到哪裡了'], 'zh'],
    ['zh', ['好的'], 'zh'],
    ['zh-TW', ['好的'], 'zh-TW'],
    ['zh-TW', ['我的订单到哪里了'], 'zh-Hans-TW'],
    ['zh-HK', ['我的訂單到哪裡了'], 'zh-HK'],
    ['zh-CN', ['我的訂單到哪裡了'], 'zh-Hant-CN'],
    ['ja', ['時間がかかりますか'], 'ja'],
  ])('makes of %s and %j the locale %s', (locale, texts, expected) => {
    expect(inWrittenScript(locale, texts)).toBe(expected);
  });

  it('is simplified for word lists, and in no other language', () => {
    expect(asListed('請問運費多少錢', 'zh-TW')).toBe('请问运费多少钱');
    expect(asListed('時間', 'ja')).toBe('時間');
  });

  it.each(['對', '好，請幫我辦理', '確認', '沒問題', '當然可以', '請退款'])(
    'reads “%s” as a yes',
    (text) => {
      expect(readYesNo(text, 'zh-TW')).toBe('yes');
    },
  );

  it.each(['不對', '先別', '不確認', '暫時不要', '拒絕'])('reads “%s” as a no', (text) => {
    expect(readYesNo(text, 'zh-TW')).toBe('no');
  });

  it('hears a wish for a person', () => {
    expect(asksForPerson('我要找真人客服', 'zh-TW')).toBe(true);
    expect(asksForPerson('請幫我轉接客服人員', 'zh-TW')).toBe(true);
  });
});
