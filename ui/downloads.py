"""Handing a prepared file to the browser: at once, with a link for whoever's browser held it back."""

from html import escape

import streamlit as st

_START = """
export default function({ data }) {
  if (window.__guanjiaDownload === data.url) return
  window.__guanjiaDownload = data.url
  const link = document.createElement("a")
  link.href = data.url
  link.download = ""
  link.click()
}
"""


def start_download(url: str) -> None:
    """Fetch the file that `auth.downloads.offer` keeps at `url`, without another click."""
    st.components.v2.component("guanjia_download", js=_START)(data={"url": url}, key="guanjia-download")


def download_link(label: str, url: str) -> None:
    """A link to the same address. It works once; `label` is our own sentence, never data."""
    st.html(f'<a class="guanjia-download" href="{escape(url)}" target="_self" download>{escape(label)}</a>')
