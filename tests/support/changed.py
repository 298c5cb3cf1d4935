"""What a site is like after a change that no adapter knows of."""

NEW_CONTROL = """<script>
addEventListener('DOMContentLoaded', () => {
  const send = (path, body) => fetch(path, { method: 'POST', body: JSON.stringify(body ?? {}),
    headers: { 'Content-Type': 'application/json' } });
  const control = document.createElement('hot-button');
  control.textContent = 'Warmly';
  control.style = 'position: fixed; top: 0; right: 0; z-index: 9; padding: 8px; background: #fff';
  control.addEventListener('click', () => send(`/api/v1/statuses/${control.dataset.post}/favourite`));
  document.body.append(control);
  window.likeByItself = (post) => send(`/api/v1/statuses/${post}/favourite`);
});
</script>"""
"""A control in a form that no adapter knows."""
